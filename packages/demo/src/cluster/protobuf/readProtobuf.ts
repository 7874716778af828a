import { JsonObject, JsonValue } from '../objects/json';
import { timestamp } from '../objects/metadata';
import { FieldType, Message, MESSAGES } from './messages';
import { readWire, WireError, WireField } from './readWire';

/** The first bytes of a Kubernetes object in protocol buffers. */
const MAGIC = Buffer.from('k8s\0');

const bytesOf = (field: WireField): Buffer => {
  if (field.kind === 'bytes') return field.value;
  throw new WireError(`field ${field.number} is a number`);
};

function whole(field: WireField): number {
  if (field.kind === 'bytes') {
    throw new WireError(`field ${field.number} is no number`);
  }
  return Number(BigInt.asIntN(64, field.value));
}

const fieldOf = (bytes: Buffer, number: number) =>
  readWire(bytes).find(field => field.number === number);

function textIn(bytes: Buffer, number: number): string {
  const field = fieldOf(bytes, number);
  return field ? bytesOf(field).toString('utf8') : '';
}

function intOrString(bytes: Buffer): JsonValue {
  const type = fieldOf(bytes, 1);
  if (type && whole(type) === 1) return textIn(bytes, 3);
  const number = fieldOf(bytes, 2);
  return number ? whole(number) : 0;
}

function time(bytes: Buffer): JsonValue {
  const seconds = fieldOf(bytes, 1);
  // An empty message is the zero time, which JSON writes as null.
  return seconds ? timestamp(new Date(whole(seconds) * 1_000)) : null;
}

function valueOf(field: WireField, type: FieldType): JsonValue {
  if (typeof type === 'object') {
    if ('message' in type) {
      return readMessage(bytesOf(field), MESSAGES[type.message] ?? {});
    }
    if ('list' in type) return valueOf(field, type.list);
    throw new WireError('a map is read entry by entry');
  }
  switch (type) {
    case 'int':
      return whole(field);
    case 'bool':
      return whole(field) !== 0;
    case 'base64':
      return bytesOf(field).toString('base64');
    case 'quantity':
      return textIn(bytesOf(field), 1);
    case 'intOrString':
      return intOrString(bytesOf(field));
    case 'time':
      return time(bytesOf(field));
    default:
      return bytesOf(field).toString('utf8');
  }
}

function readMessage(bytes: Buffer, message: Message): JsonObject {
  const result: JsonObject = {};
  for (const field of readWire(bytes)) {
    const known = message[field.number];
    if (!known) {
      throw new WireError(`field ${field.number} is not known here`);
    }
    const [name, type] = known;
    if (typeof type === 'object' && 'map' in type) {
      const entry = bytesOf(field);
      const value = fieldOf(entry, 2);
      const map = result[name];
      result[name] = {
        ...(typeof map === 'object' && !Array.isArray(map) ? map : {}),
        [textIn(entry, 1)]: value ? valueOf(value, type.map) : '',
      };
    } else if (typeof type === 'object' && 'list' in type) {
      const before = result[name];
      const item = valueOf(field, type);
      result[name] = Array.isArray(before) ? [...before, item] : [item];
    } else {
      result[name] = valueOf(field, type);
    }
  }
  return result;
}

/** Whether a body is an object in protocol buffers. */
export const isProtobuf = (body: Buffer) =>
  body.subarray(0, MAGIC.length).equals(MAGIC);

/**
 * Reads an object that kubectl sent in protocol buffers: an envelope with the
 * type and the object's own message.
 *
 * @throws WireError for a kind or a field that is not known here
 */
export function readProtobuf(body: Buffer): JsonObject {
  const envelope = body.subarray(MAGIC.length);
  const type = fieldOf(envelope, 1);
  const raw = fieldOf(envelope, 2);
  const typeBytes = type ? bytesOf(type) : Buffer.alloc(0);
  const kind = textIn(typeBytes, 2);
  const message = MESSAGES[kind];
  if (!message) throw new WireError(`the kind ${kind} is not known here`);
  return {
    apiVersion: textIn(typeBytes, 1),
    kind,
    ...(raw ? readMessage(bytesOf(raw), message) : {}),
  };
}
