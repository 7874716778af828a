import { type JsonObject, parsePointer, valueAt } from '../../json';
import { groupOf, textAt } from '../ObservedObject';
import { type HealthRule } from './HealthRule';

/** The rules that are for an object, in the order given. */
export function findHealthRules(
  rules: readonly HealthRule[],
  object: JsonObject,
): HealthRule[] {
  const group = groupOf(object);
  const kind = textAt(object, 'kind');
  return rules.filter(
    rule =>
      matchesGroup(rule.group, group) &&
      matchesKind(rule.kind, kind) &&
      matchesValues(rule.when ?? {}, object),
  );
}

function matchesGroup(wanted: string, group: string): boolean {
  if (wanted === '*') return true;
  return wanted.startsWith('*.')
    ? group.endsWith(wanted.slice(1))
    : group === wanted;
}

function matchesKind(wanted: string | string[], kind: string): boolean {
  const kinds = Array.isArray(wanted) ? wanted : [wanted];
  return kinds.some(candidate => candidate === '*' || candidate === kind);
}

function matchesValues(
  wanted: Record<string, string>,
  object: JsonObject,
): boolean {
  return Object.entries(wanted).every(
    ([pointer, text]) =>
      String(valueAt(object, parsePointer(pointer)) ?? '') === text,
  );
}
