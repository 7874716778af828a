import { JsonObject } from '../objects/json';
import { labelsOf } from '../objects/metadata';
import { apiVersionOf, Resource } from '../resources/Resource';
import { matchesFields, parseFieldSelector } from '../selectors/fieldSelector';
import { matchesLabels, parseLabelSelector } from '../selectors/labelSelector';

/** Which objects of a kind a list or a watch is about. */
export interface Selection {
  namespace: string | undefined;
  matches: (object: JsonObject) => boolean;
}

/** Reads the selectors of a query; throws 400 where they cannot be read. */
export function readSelection(
  namespace: string | undefined,
  name: string | undefined,
  query: URLSearchParams,
): Selection {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '');
  if (name !== undefined) {
    fields.push({ path: ['metadata', 'name'], value: name, operator: 'equal' });
  }
  return {
    namespace,
    matches: object =>
      matchesLabels(labels, labelsOf(object)) && matchesFields(fields, object),
  };
}

/** An object in the version that was asked for: versions differ in name only. */
export function servedAs(resource: Resource, object: JsonObject): JsonObject {
  const apiVersion = apiVersionOf(resource);
  if (object.apiVersion === apiVersion) return object;
  return { ...object, apiVersion };
}
