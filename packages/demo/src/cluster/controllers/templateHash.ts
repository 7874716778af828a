import { createHash } from 'node:crypto';
import { JsonObject, sameJson } from '../objects/json';
import { withoutValue } from '../objects/change';
import { mapAt } from '../objects/read';
import { printJson } from '../objects/text';

export const TEMPLATE_HASH = 'pod-template-hash';

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** A short name for a pod template: equal templates have equal names. */
export function templateHash(template: JsonObject): string {
  const text = printJson(template, { keys: 'sorted' });
  const digest = createHash('sha256').update(text).digest();
  return [...digest.subarray(0, 10)]
    .map(byte => LETTERS[byte % LETTERS.length])
    .join('');
}

const withoutHash = (object: JsonObject) =>
  withoutValue(mapAt(object, 'spec', 'template'), [
    'metadata',
    'labels',
    TEMPLATE_HASH,
  ]);

/** Whether two objects have the same template, a hash label apart. */
export const sameTemplate = (a: JsonObject, b: JsonObject) =>
  sameJson(withoutHash(a), withoutHash(b));
