import { JsonObject, JsonValue } from '../objects/json';
import { nameOf } from '../objects/metadata';
import { textAt } from '../objects/read';
import { ageOf } from './age';

/** One column of kubectl's table. */
export interface Column {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  format?: 'name';
  /** 0 is always shown, 1 with `-o wide`. */
  priority: 0 | 1;
  cell: (object: JsonObject, now: Date) => JsonValue;
}

/** A column of text. */
export const text = (
  name: string,
  cell: (object: JsonObject) => JsonValue,
): Column => ({ name, type: 'string', priority: 0, cell });

/** A column of whole numbers. */
export const count = (
  name: string,
  cell: (object: JsonObject) => number,
): Column => ({ name, type: 'integer', priority: 0, cell });

/** A column for `-o wide` only. */
export const wide = (column: Column): Column => ({ ...column, priority: 1 });

export const NAME: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  cell: nameOf,
};

export const AGE: Column = {
  name: 'Age',
  type: 'string',
  priority: 0,
  cell: (object, now) =>
    ageOf(textAt(object, 'metadata', 'creationTimestamp'), now),
};

export const CREATED_AT: Column = {
  name: 'Created At',
  type: 'date',
  priority: 0,
  cell: object => textAt(object, 'metadata', 'creationTimestamp') ?? null,
};
