import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { printQuantity, readQuantity } from '../quantity';
import {
  fieldType,
  itemType,
  type KindTraits,
  type ScalarFormat,
  type TypeSchema,
} from '../schema';
import { withData } from './withData';

/** A named field that is null was never set; a key of a map stays, with nothing in it. */
function withoutNulls(value: JsonValue, type: TypeSchema): JsonValue {
  if (Array.isArray(value)) {
    const items = itemType(type);
    return value.map(item => withoutNulls(item, items));
  }
  if (!isJsonObject(value) || type.kind === 'any') return value;
  const object: JsonObject = {};
  for (const [name, field] of Object.entries(value)) {
    if (field !== null) {
      object[name] = withoutNulls(field, fieldType(type, name));
    } else if (type.kind === 'map') {
      object[name] = '';
    }
  }
  return object;
}

/** What a server takes of an object of Git before it lays it over what is there. */
export function toPayload(
  object: JsonObject,
  type: TypeSchema,
  traits: KindTraits,
): JsonObject {
  const { status, ...rest } = object;
  const desired: JsonObject =
    traits.status === 'field' && status !== undefined
      ? { ...rest, status }
      : rest;
  if (traits.origin === 'custom') return desired;
  const isSecret = object.kind === 'Secret' && object.apiVersion === 'v1';
  const read = withoutNulls(isSecret ? withData(desired) : desired, type);
  return isJsonObject(read) ? read : desired;
}

function isEmpty(value: JsonValue, type: TypeSchema): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return (
    type.kind === 'map' &&
    isJsonObject(value) &&
    Object.keys(value).length === 0
  );
}

function oneSpelling(value: JsonValue): JsonValue {
  const quantity = readQuantity(value);
  return quantity ? printQuantity(quantity) : value;
}

/** Bytes are read without the ends of lines that base64 may be broken by. */
function scalarSpelling(value: JsonValue, format: ScalarFormat): JsonValue {
  switch (format) {
    case 'quantity':
      return oneSpelling(value);
    case 'bytes':
      return typeof value === 'string' ? value.replace(/[\r\n]/g, '') : value;
    default:
      return value;
  }
}

/** Types of Kubernetes itself drop what is empty and spell quantities one way. */
export function keepBuiltIn(value: JsonValue, type: TypeSchema): JsonValue {
  if (type.kind === 'scalar') return scalarSpelling(value, type.format);
  if (Array.isArray(value)) {
    const items = itemType(type);
    return mapItems(value, item => keepBuiltIn(item, items));
  }
  if (!isJsonObject(value) || type.kind === 'any') return value;
  return mapFields(value, (field, name) => {
    const of = fieldType(type, name);
    const kept = keepBuiltIn(field, of);
    return isEmpty(kept, of) ? undefined : kept;
  });
}

/** Defaults of a definition; a null that is not allowed gives way to one (structural schemas, "Defaulting"). */
function keepCustom(value: JsonValue, type: TypeSchema): JsonValue {
  if (Array.isArray(value)) {
    const items = itemType(type);
    return mapItems(value, item => keepCustom(item, items));
  }
  if (!isJsonObject(value) || type.kind === 'any') return value;
  const kept = mapFields(value, (field, name) =>
    keepCustom(field, fieldType(type, name)),
  );
  if (type.kind !== 'struct') return kept;
  const defaulted: JsonObject = {};
  for (const [name, field] of type.fields) {
    const missing =
      kept[name] === undefined || (kept[name] === null && !field.nullable);
    if (missing && field.default !== undefined) {
      defaulted[name] = keepCustom(field.default, field.type());
    }
  }
  return Object.keys(defaulted).length > 0 ? { ...kept, ...defaulted } : kept;
}

/** The same list where nothing changes: what is not copied need not be compared. */
function mapItems(
  list: JsonValue[],
  change: (item: JsonValue) => JsonValue,
): JsonValue[] {
  const changed = list.map(change);
  return changed.every((item, index) => item === list[index]) ? list : changed;
}

/** The same object where nothing changes. */
function mapFields(
  object: JsonObject,
  change: (field: JsonValue, name: string) => JsonValue | undefined,
): JsonObject {
  let changed: JsonObject | undefined;
  for (const name of Object.keys(object)) {
    const field = change(object[name], name);
    if (field === object[name]) continue;
    changed ??= { ...object };
    if (field === undefined) delete changed[name];
    else changed[name] = field;
  }
  return changed ?? object;
}

/** An object in the form in which a server keeps it. */
export function toKept(
  object: JsonObject,
  type: TypeSchema,
  traits: KindTraits,
): JsonObject {
  const kept =
    traits.origin === 'custom'
      ? keepCustom(object, type)
      : keepBuiltIn(object, type);
  return isJsonObject(kept) ? kept : object;
}
