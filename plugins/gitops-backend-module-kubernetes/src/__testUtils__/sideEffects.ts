import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  parsePath,
  placeOfPath,
  printPath,
  printPointer,
  readManagedFields,
} from '@backstage-gitops/drift';

/** What servers and their controllers keep themselves. */
const KEPT_BY_SERVERS =
  /^\/(status|metadata\/(managedFields|resourceVersion|generation|annotations\/(deployment\.kubernetes\.io~1revision|deprecated\.daemonset\.template\.generation)))(\/|$)/;

function leaves(
  value: JsonValue,
  pointer = '',
  found = new Map<string, string>(),
): Map<string, string> {
  const children =
    typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (children.length === 0) found.set(pointer, JSON.stringify(value));
  for (const [key, child] of children) {
    leaves(child, `${pointer}${printPointer([key])}`, found);
  }
  return found;
}

/** A copy without what paths name, and without what then is empty: items after a removed one move up. */
function without(object: JsonObject, paths: string[]): JsonValue {
  let left: JsonValue = object;
  for (const path of paths) {
    const place = placeOfPath(left, parsePath(path));
    if (place) left = removed(left, place) ?? {};
  }
  return left;
}

function removed(
  value: JsonValue,
  [step, ...rest]: Array<string | number>,
): JsonValue | undefined {
  if (Array.isArray(value)) {
    const items = value.flatMap((item, index) => {
      if (index !== step) return [item];
      const kept = rest.length === 0 ? undefined : removed(item, rest);
      return kept === undefined ? [] : [kept];
    });
    return items.length === 0 ? undefined : items;
  }
  if (!isJsonObject(value)) return value;
  const { [step]: child, ...others } = value;
  const kept = rest.length === 0 ? undefined : removed(child, rest);
  const left = kept === undefined ? others : { ...others, [step]: kept };
  return Object.keys(left).length === 0 ? undefined : left;
}

function isWithin(path: string, ancestors: readonly string[]): boolean {
  return ancestors.some(
    ancestor => path === ancestor || path.startsWith(`${ancestor}/`),
  );
}

/** Every path that an owner other than Git has, but for statuses: `manager Update scale /spec/replicas`. */
function ownership(object: JsonObject): Array<[owner: string, path: string]> {
  return readManagedFields(object)
    .filter(
      ({ manager, operation, subresource }) =>
        subresource !== 'status' &&
        !(manager === 'gitops' && operation === 'Apply'),
    )
    .flatMap(({ manager, operation, subresource = '', fields }) =>
      [...fields.paths()].map((path): [string, string] => [
        `${manager} ${operation} ${subresource}`,
        printPath(path),
      ]),
    );
}

function differing(one: Map<string, string>, other: Map<string, string>) {
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    key => one.get(key) !== other.get(key),
  );
}

/**
 * What became of an object besides what was meant: fields that changed outside of the paths, and owners that lost or
 * won any other field.
 *
 * @param intended - paths as the engine names them.
 */
export function sideEffects(
  before: JsonObject,
  after: JsonObject,
  intended: string[],
): string[] {
  const fields = differing(
    leaves(without(before, intended)),
    leaves(without(after, intended)),
  ).filter(pointer => !KEPT_BY_SERVERS.test(pointer));
  const owned = (object: JsonObject) =>
    new Map(
      ownership(object)
        // What is around a path may lose its last field with it.
        .filter(
          ([, path]) =>
            !isWithin(path, intended) &&
            !intended.some(one => one.startsWith(`${path}/`)) &&
            !KEPT_BY_SERVERS.test(path),
        )
        .map(([owner, path]) => [`${owner} ${path}`, '']),
    );
  return [...fields, ...differing(owned(before), owned(after))].sort();
}
