import { isMap, JsonObject } from '../objects/json';
import { withoutValue, withValue } from '../objects/change';
import { valueAt } from '../objects/read';
import { Writer } from './ownership';

const fieldsPath = (path: readonly string[]) => path.map(key => `f:${key}`);

// Empty levels go with the field that was in them.
function without(fields: JsonObject, path: readonly string[]): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return fields;
  const child = fields[key];
  if (rest.length === 0 || !isMap(child)) return withoutValue(fields, [key]);
  const smaller = without(child, rest);
  return Object.keys(smaller).length === 0
    ? withoutValue(fields, [key])
    : { ...fields, [key]: smaller };
}

/**
 * Ownership of the replicas after a write through the scale subresource
 * (apimachinery, managedfields/scalehandler.go). Replicas that nobody owned
 * stay nobody's, scaling to zero erases ownership, and an entry of this door
 * has no time.
 */
export function scaleOwnership(
  entries: readonly JsonObject[],
  path: readonly string[],
  change: { before: number; after: number },
  { manager }: Writer,
  apiVersion: string,
): JsonObject[] {
  if (change.before === change.after) return [...entries];
  const at = fieldsPath(path);
  const owners = entries.filter(
    entry => valueAt(entry, 'fieldsV1', ...at) !== undefined,
  );
  if (owners.length === 0) return [...entries];
  const kept = entries
    .map(entry => {
      const fields = entry.fieldsV1;
      return isMap(fields) && owners.includes(entry)
        ? { ...entry, fieldsV1: without(fields, at) }
        : entry;
    })
    .filter(
      entry => !isMap(entry.fieldsV1) || Object.keys(entry.fieldsV1).length > 0,
    );
  if (change.after === 0) return kept;
  const fieldsV1 = withValue({}, at, {});
  return [
    ...kept.filter(
      entry => entry.manager !== manager || entry.subresource !== 'scale',
    ),
    {
      manager,
      operation: 'Update',
      apiVersion,
      fieldsType: 'FieldsV1',
      fieldsV1,
      subresource: 'scale',
    },
  ];
}
