import {
  assessBuiltinHealth,
  assessHealth,
  kstatusToHealth,
  readKstatus,
} from '../../../health';
import { isJsonObject, type JsonObject } from '../../../json';
import { textAt } from '../../../json/JsonValue';
import type { Case } from '../Case';

function statusProblems(
  found: string | undefined,
  wanted: JsonObject | undefined,
): string[] {
  return (found ?? null) === (wanted?.status ?? null)
    ? []
    : [`${String(found)} for ${String(wanted?.status)}`];
}

/** health/argocd: custom kinds. Messages are worded by whoever says them, so statuses are graded. */
export function gradeCustomHealth(one: Case): string[] {
  const found = assessHealth({ object: one.object('manifest') ?? {} });
  return statusProblems(found?.status, one.object('expected'));
}

const READY: ReadonlyMap<string, string> = new Map([
  ['True', 'Healthy'],
  ['False', 'Degraded'],
]);

/** What a plain rule makes of the same: the Ready condition and nothing else. */
export function passesPlainRule(one: Case): boolean {
  const status = one.object('manifest')?.status;
  const conditions = isJsonObject(status) ? status.conditions : undefined;
  const ready = (Array.isArray(conditions) ? conditions : [])
    .filter(isJsonObject)
    .find(condition => condition.type === 'Ready');
  const found = READY.get(String(ready?.status)) ?? 'Progressing';
  return found === textAt(one.object('expected'), 'status');
}

/** health/builtin: built-in kinds, with the message where one is expected. */
export function gradeBuiltInHealth(one: Case): string[] {
  const found = assessBuiltinHealth({ object: one.object('manifest') ?? {} });
  const expected = one.object('expected');
  const message = textAt(expected, 'message');
  return [
    ...statusProblems(found?.status, expected),
    ...(message === undefined || message === (found?.message ?? '')
      ? []
      : [`message: ${found?.message}`]),
  ];
}

/** health/kstatus: another vocabulary, and what it is in ours. */
export function gradeKstatus(one: Case): string[] {
  const found = readKstatus({
    object: one.object('manifest') ?? {},
    now: new Date(one.text('now') ?? ''),
  });
  const expected = one.object('expected');
  const listed = (name: string) => {
    const list = expected?.[name];
    return Array.isArray(list) ? list : [];
  };
  const missing = listed('conditions')
    .filter(isJsonObject)
    .filter(
      ({ type, status, reason }) =>
        !found.conditions.some(
          condition =>
            condition.type === type &&
            condition.reason === reason &&
            (status === undefined || status === 'True'),
        ),
    );
  const extra = found.conditions.filter(({ type }) =>
    listed('absentConditions').includes(type),
  );
  return [
    ...statusProblems(found.status, expected),
    ...missing.map(({ type }) => `without ${String(type)}`),
    ...extra.map(({ type }) => `with ${type}`),
    ...(kstatusToHealth(found.status) === undefined ? ['not mapped'] : []),
  ];
}
