import { isMap, JsonObject, JsonValue, sameJson } from '../objects/json';
import { mapAt, numberAt, textAt, textsAt } from '../objects/read';
import { Findings, join } from './Findings';

const typeOf = (value: JsonValue): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (isMap(value)) return 'object';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'integer' : 'number';
  }
  return typeof value;
};

function hasType(value: JsonValue, schema: JsonObject): boolean {
  if (value === null)
    return schema.nullable === true || schema.type === undefined;
  if (schema['x-kubernetes-int-or-string'] === true) {
    return ['integer', 'string'].includes(typeOf(value));
  }
  const wanted = schema.type;
  if (wanted === undefined || wanted === '') return true;
  const found = typeOf(value);
  return found === wanted || (wanted === 'number' && found === 'integer');
}

const shown = (value: JsonValue) =>
  typeof value === 'bigint' ? String(value) : JSON.stringify(value);

/**
 * Checks a value against the rules of a custom resource's schema: types,
 * required fields, enumerations, bounds, lengths and patterns. Expressions
 * (x-kubernetes-validations) are not evaluated.
 */
export function validateCustom(
  value: JsonValue,
  schema: JsonObject,
  path: string,
  findings: Findings,
): void {
  const report = (reason: string, message: string, at = path) =>
    findings.invalid.push({ path: at, reason, message });
  if (!hasType(value, schema)) {
    report(
      'FieldValueTypeInvalid',
      `Invalid value: ${JSON.stringify(
        typeOf(value),
      )}: ${path} in body must be of type ${String(
        schema.type,
      )}: ${JSON.stringify(typeOf(value))}`,
    );
    return;
  }
  if (Array.isArray(schema.enum)) {
    const allowed = schema.enum;
    if (!allowed.some(item => sameJson(item, value))) {
      report(
        'FieldValueNotSupported',
        `Unsupported value: ${shown(value)}: supported values: ${allowed
          .map(shown)
          .join(', ')}`,
      );
    }
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    const minimum = numberAt(schema, 'minimum');
    const maximum = numberAt(schema, 'maximum');
    if (minimum !== undefined && value < minimum) {
      report(
        'FieldValueInvalid',
        `Invalid value: ${shown(
          value,
        )}: ${path} in body should be greater than or equal to ${minimum}`,
      );
    }
    if (maximum !== undefined && value > maximum) {
      report(
        'FieldValueInvalid',
        `Invalid value: ${shown(
          value,
        )}: ${path} in body should be less than or equal to ${maximum}`,
      );
    }
  }
  if (typeof value === 'string') validateText(value, schema, path, report);
  if (Array.isArray(value)) {
    const items = mapAt(schema, 'items');
    for (const [index, item] of value.entries()) {
      validateCustom(item, items, `${path}[${index}]`, findings);
    }
  }
  if (isMap(value)) {
    for (const key of textsAt(schema, 'required')) {
      if (value[key] === undefined) {
        report('FieldValueRequired', 'Required value', join(path, key));
      }
    }
    const properties = mapAt(schema, 'properties');
    const others = mapAt(schema, 'additionalProperties');
    for (const [key, item] of Object.entries(value)) {
      const known = properties[key];
      validateCustom(
        item,
        isMap(known) ? known : others,
        join(path, key),
        findings,
      );
    }
  }
}

function validateText(
  value: string,
  schema: JsonObject,
  path: string,
  report: (reason: string, message: string) => void,
) {
  const shortest = numberAt(schema, 'minLength');
  const longest = numberAt(schema, 'maxLength');
  const length = [...value].length;
  if (shortest !== undefined && length < shortest) {
    report(
      'FieldValueInvalid',
      `Invalid value: ${shown(
        value,
      )}: ${path} in body should be at least ${shortest} chars long`,
    );
  }
  if (longest !== undefined && length > longest) {
    report(
      'FieldValueTooLong',
      `Too long: may not be more than ${longest} bytes`,
    );
  }
  const pattern = textAt(schema, 'pattern');
  if (pattern !== undefined && !new RegExp(pattern).test(value)) {
    report(
      'FieldValueInvalid',
      `Invalid value: ${shown(
        value,
      )}: ${path} in body should match '${pattern}'`,
    );
  }
}
