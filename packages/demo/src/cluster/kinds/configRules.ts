import { Cause } from '../errors/failures';
import { JsonObject, sameJson } from '../objects/json';
import { mapAt } from '../objects/read';
import { forbiddenField, immutable } from './causes';

const MAXIMUM_BYTES = 1024 * 1024;

/** A ConfigMap or Secret fits into one mebibyte. */
export function checkConfig(object: JsonObject): Cause[] {
  const values = ['data', 'binaryData'].flatMap(key =>
    Object.values(mapAt(object, key)),
  );
  const size = values.reduce<number>(
    (sum, value) =>
      sum + (typeof value === 'string' ? Buffer.byteLength(value) : 0),
    0,
  );
  if (size <= MAXIMUM_BYTES) return [];
  return [
    {
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${MAXIMUM_BYTES} bytes`,
      field: '[]',
    },
  ];
}

const FROZEN = 'field is immutable when `immutable` is set';

export function checkImmutableConfig(
  object: JsonObject,
  live: JsonObject,
): Cause[] {
  if (live.immutable !== true) return [];
  return ['immutable', 'data', 'binaryData']
    .filter(key => !sameJson(object[key], live[key]))
    .map(key => forbiddenField(key, FROZEN));
}

export function checkSecretChange(
  object: JsonObject,
  live: JsonObject,
): Cause[] {
  return [
    ...immutable('type', object.type, live.type),
    ...checkImmutableConfig(object, live),
  ];
}
