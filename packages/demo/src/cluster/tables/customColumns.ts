import { JsonObject, JsonValue } from '../objects/json';
import { mapsAt, numberAt, textAt } from '../objects/read';
import { ageOf } from './age';
import { AGE, Column, NAME } from './Column';
import { jsonPath } from './jsonPath';

function cellOf(type: string, found: JsonValue[], now: Date): JsonValue {
  const [value] = found;
  if (value === undefined || value === null) return null;
  if (type === 'date') return ageOf(String(value), now);
  if (type === 'integer' || type === 'number') return Number(value);
  if (type === 'boolean') return value === true;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The columns of a custom resource: its printer columns, else name and age. */
export function customColumns(version: JsonObject): readonly Column[] {
  const declared = mapsAt(version, 'additionalPrinterColumns').map(
    (entry): Column => {
      const type = textAt(entry, 'type') ?? 'string';
      const path = textAt(entry, 'jsonPath') ?? '';
      return {
        name: textAt(entry, 'name') ?? '',
        type:
          type === 'integer' || type === 'number' || type === 'boolean'
            ? type
            : 'string',
        priority: (numberAt(entry, 'priority') ?? 0) > 0 ? 1 : 0,
        cell: (object, now) => cellOf(type, jsonPath(object, path), now),
      };
    },
  );
  return declared.length > 0 ? [NAME, ...declared] : [NAME, AGE];
}
