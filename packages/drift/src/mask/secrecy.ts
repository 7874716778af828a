import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  printJson,
} from '../json';
import { lastAppliedOf } from '../clientSide/lastApplied';
import { objectAt, textAt } from '../json/JsonValue';

/** Parts of a Secret, and of what looks like one, that hold secret values. */
export const SECRET_PARTS = ['data', 'stringData', 'encryptedData', 'spec'];

/** Shorter texts would blot out ordinary words. */
const SHORTEST = 4;

/**
 * Does an object hold secrets? Read from the object itself, never from what somebody says of it: a Secret, and every
 * kind that calls itself one or has texts to be encoded.
 *
 * @public
 */
export function isSecretLike(object: JsonObject): boolean {
  return (
    /secret/i.test(textAt(object, 'kind') ?? '') ||
    object.stringData !== undefined
  );
}

/** Every text below a value. */
function texts(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(texts);
  if (isJsonObject(value)) return Object.values(value).flatMap(texts);
  return value === undefined || value === null ? [] : [printJson(value)];
}

function decoded(text: string): string[] {
  try {
    const binary = atob(text.trim());
    const bytes = Uint8Array.from(binary, char => char.charCodeAt(0));
    return [new TextDecoder('utf-8', { fatal: true }).decode(bytes)];
  } catch {
    return [];
  }
}

function encoded(text: string): string[] {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) {
    binary += String.fromCharCode(byte);
  }
  return [btoa(binary)];
}

/** The secret values of an object, plain and encoded, longest first. */
export function secretsOf(object: JsonObject): string[] {
  if (!isSecretLike(object)) return [];
  const annotations = objectAt(objectAt(object, 'metadata'), 'annotations');
  const holders = [...SECRET_PARTS.map(part => object[part]), annotations];
  const plain = [...holders.flatMap(texts), ...texts(lastAppliedOf(object))];
  const spelled = [...plain, ...plain.flatMap(decoded)];
  const all = [
    ...spelled,
    ...plain.flatMap(encoded),
    // As a text within JSON is spelled: with its line ends escaped.
    ...spelled.map(text => JSON.stringify(text).slice(1, -1)),
  ];
  return [...new Set(all)]
    .filter(text => text.length >= SHORTEST)
    .sort((a, b) => b.length - a.length);
}
