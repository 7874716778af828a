import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  printJson,
} from '../json';
import { objectAt } from '../json/JsonValue';
import type { KindTraits, TypeSchema } from '../schema';
import { toKept, toPayload } from '../compare/serverForm';

/** Whether rules that a controller gathers from other roles are Git's to say. */
export type AggregatedRoles = 'compare' | 'ignore';

/** The text by which equal things are put in one order. */
function sortKey(value: JsonValue): string {
  return printJson(value, { keys: 'sorted' });
}

function sorted(list: JsonValue): JsonValue {
  return Array.isArray(list)
    ? list.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))
    : list;
}

/** Endpoints keep their addresses and ports in an order of their own (endpoints/util, "RepackSubsets"). */
function withSortedSubsets(object: JsonObject): JsonObject {
  const { subsets } = object;
  if (!Array.isArray(subsets)) return object;
  const repacked = subsets.map(subset => {
    if (!isJsonObject(subset)) return subset;
    const ports = Array.isArray(subset.ports)
      ? subset.ports.map(port =>
          isJsonObject(port) ? { protocol: 'TCP', ...port } : port,
        )
      : undefined;
    return {
      ...Object.fromEntries(
        Object.entries(subset).map(([name, list]) => [name, sorted(list)]),
      ),
      ...(ports ? { ports: sorted(ports) } : {}),
    };
  });
  return { ...object, subsets: sorted(repacked) };
}

function withoutEmptyRules(
  object: JsonObject,
  aggregated: AggregatedRoles,
): JsonObject {
  const { rules, ...rest } = object;
  const isEmpty = !Array.isArray(rules) || rules.length === 0;
  const isOthers =
    aggregated === 'ignore' &&
    objectAt(object, 'aggregationRule') !== undefined;
  return isEmpty || isOthers ? rest : object;
}

/**
 * An object in the one form in which equal objects look equal, whoever wrote it: a server or a person.
 *
 * @param options - `schema` is undefined for a kind that nothing is known of.
 */
export function canonicalForm(
  object: JsonObject,
  options: {
    schema: TypeSchema;
    traits: KindTraits;
    aggregatedRoles: AggregatedRoles;
  },
): JsonObject {
  const { schema, traits, aggregatedRoles } = options;
  const kept = toKept(toPayload(object, schema, traits), schema, traits);
  const metadata = objectAt(kept, 'metadata') ?? {};
  const { creationTimestamp, ...rest } = metadata;
  const dated = creationTimestamp === null ? { ...kept, metadata: rest } : kept;
  switch (String(object.kind)) {
    case 'Endpoints':
      return withSortedSubsets(dated);
    case 'Role':
    case 'ClusterRole':
      return withoutEmptyRules(dated, aggregatedRoles);
    default:
      return dated;
  }
}
