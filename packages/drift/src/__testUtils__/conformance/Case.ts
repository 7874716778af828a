import { readFileSync } from 'node:fs';
import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '../../json';
import { objectAt, textAt } from '../../json/JsonValue';

/** One case of a file: an input, and what the reference implementation made of it. */
export class Case {
  readonly #fields: JsonObject;

  constructor(fields: JsonObject) {
    this.#fields = fields;
  }

  /** The cases of a file, which is a list. */
  static readAll(file: string): Case[] {
    const list = parseJson(readFileSync(file, 'utf8'));
    if (!Array.isArray(list))
      throw new Error(`${file} holds no list of cases.`);
    return list.filter(isJsonObject).map(fields => new Case(fields));
  }

  get id(): string {
    return this.text('id') ?? '';
  }

  value(name: string): JsonValue | undefined {
    return this.#fields[name];
  }

  text(name: string): string | undefined {
    return textAt(this.#fields, name);
  }

  /** Undefined where it is null, too. */
  object(name: string): JsonObject | undefined {
    return objectAt(this.#fields, name);
  }

  list(name: string): JsonValue[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value : [];
  }

  objects(name: string): JsonObject[] {
    return this.list(name).filter(isJsonObject);
  }
}
