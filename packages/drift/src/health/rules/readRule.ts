import { RE2JS } from 're2js';
import { type JsonObject, type JsonValue, parsePointer } from '../../json';
import { type Health } from '../Health';
import { type Condition, conditionsAt, textAt } from '../ObservedObject';
import {
  type CompareRule,
  type ConditionRule,
  type FieldRule,
  type HealthRule,
} from './HealthRule';
import { valuesAt } from './valuesAt';

type Scalar = string | number | bigint | boolean;

/** What one part of a rule says, and what it read to say so. */
export interface Finding {
  health: Health;
  message?: string;
  reason?: string;
  value?: string;
}

/** What the parts of a rule say of an object, in order. */
export function* findings(
  rule: HealthRule,
  object: JsonObject,
): Generator<Finding> {
  const conditions = conditionsAt(object, 'status', 'conditions');
  for (const [type, wanted] of Object.entries(rule.conditions ?? {})) {
    const finding = readCondition(
      wanted,
      conditions.find(condition => condition.type === type),
    );
    if (finding) yield finding;
  }
  for (const field of rule.fields ?? []) yield* readField(field, object);
  for (const comparison of rule.compare ?? []) {
    yield* readComparison(comparison, object);
  }
}

function* readField(field: FieldRule, object: JsonObject): Generator<Finding> {
  const found = valuesAt(object, parsePointer(field.at)).filter(({ value }) =>
    isPresent(value),
  );
  if (found.length === 0 && field.absent) yield { health: field.absent };
  const isStatus = field.at.startsWith('/status/');
  for (const { value, owner } of found) {
    const text = isScalar(value) ? String(value) : '';
    const health =
      wordIn(field.words, text) ??
      patternIn(field.patterns, text) ??
      field.otherwise;
    if (health) {
      yield {
        health,
        value: isStatus ? text : '',
        // Only a status may speak: `spec` and annotations can hold anything.
        message: isStatus ? textAt(owner, 'message') : '',
        reason: isStatus ? textAt(owner, 'reason') : '',
      };
    }
  }
}

function readCondition(
  rule: ConditionRule,
  condition: Condition | undefined,
): Finding | undefined {
  if (!condition) return rule.absent && { health: rule.absent };
  const { status, reason, message } = condition;
  const health = patternIn(rule.reasons, reason) ?? statusIn(rule, status);
  return health && { health, reason, message };
}

function statusIn(rule: ConditionRule, status: string): Health | undefined {
  switch (status) {
    case 'True':
      return rule.True;
    case 'False':
      return rule.False;
    default:
      return rule.Unknown;
  }
}

function* readComparison(
  rule: CompareRule,
  object: JsonObject,
): Generator<Finding> {
  for (const { value: item } of valuesAt(
    object,
    parsePointer(rule.each ?? ''),
  )) {
    const left = readOperand(item, rule.left);
    const right = readOperand(item, rule.right);
    if (left === undefined && right === undefined) continue;
    yield holds(rule.is, left, right)
      ? { health: 'Healthy' }
      : {
          health: rule.otherwise,
          message:
            rule.is === 'equal'
              ? `${rule.left} differs from ${rule.right}`
              : `${rule.left} is below ${rule.right}`,
        };
  }
}

/** The value at a pointer, or the sum of those that one with `*` names. */
function readOperand(item: JsonValue, pointer: string): Scalar | undefined {
  const parts = parsePointer(pointer);
  const found = valuesAt(item, parts)
    .map(({ value }) => value)
    .filter(isScalar);
  return parts.includes('*') && found.length > 0
    ? found.reduce<number>((sum, value) => sum + Number(value), 0)
    : found[0];
}

function holds(
  relation: CompareRule['is'],
  left: Scalar | undefined,
  right: Scalar | undefined,
): boolean {
  return relation === 'equal'
    ? String(left ?? '') === String(right ?? '')
    : Number(left ?? 0) >= Number(right ?? 0);
}

function isPresent(value: JsonValue): boolean {
  return (
    value !== null &&
    value !== '' &&
    !(typeof value === 'object' && Object.keys(value).length === 0)
  );
}

function isScalar(value: JsonValue): value is Scalar {
  return value !== null && typeof value !== 'object';
}

function wordIn(
  words: Record<string, Health> | undefined,
  text: string,
): Health | undefined {
  return words && Object.hasOwn(words, text) ? words[text] : undefined;
}

/** Rules are read for every object: their patterns are compiled once. */
const compiled = new WeakMap<
  Record<string, Health>,
  Array<{ pattern: RE2JS; health: Health }>
>();

function patternIn(
  patterns: Record<string, Health> | undefined,
  text: string,
): Health | undefined {
  if (!patterns) return undefined;
  let entries = compiled.get(patterns);
  if (!entries) {
    entries = Object.entries(patterns).map(([pattern, health]) => ({
      pattern: RE2JS.compile(pattern),
      health,
    }));
    compiled.set(patterns, entries);
  }
  return entries.find(({ pattern }) => pattern.matcher(text).find())?.health;
}
