import { Cause } from '../errors/failures';
import { JsonValue, sameJson } from '../objects/json';
import { printJson } from '../objects/text';

export const forbiddenField = (field: string, message: string): Cause => ({
  reason: 'FieldValueForbidden',
  message: `Forbidden: ${message}`,
  field,
});

export const invalidField = (
  field: string,
  value: JsonValue,
  message: string,
): Cause => ({
  reason: 'FieldValueInvalid',
  message: `Invalid value: ${printJson(value)}: ${message}`,
  field,
});

export const requiredField = (field: string, message?: string): Cause => ({
  reason: 'FieldValueRequired',
  message:
    message === undefined ? 'Required value' : `Required value: ${message}`,
  field,
});

export const duplicateField = (field: string, value: JsonValue): Cause => ({
  reason: 'FieldValueDuplicate',
  message: `Duplicate value: ${printJson(value)}`,
  field,
});

/** A field that may not change once it is set. */
export const immutable = (
  field: string,
  value: JsonValue | undefined,
  before: JsonValue | undefined,
): Cause[] =>
  sameJson(value, before)
    ? []
    : [invalidField(field, value ?? null, 'field is immutable')];
