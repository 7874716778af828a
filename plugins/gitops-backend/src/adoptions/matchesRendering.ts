import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  printJson,
} from '@backstage-gitops/drift';

/** Names a rendered object, whatever version it is written in. */
export function renderedId(object: JsonObject): string {
  const metadata = isJsonObject(object.metadata) ? object.metadata : {};
  const group = String(object.apiVersion ?? '').replace(/\/?[^/]*$/, '');
  return [group, object.kind, metadata.namespace ?? '', metadata.name].join(
    '/',
  );
}

/** Renderers put an item that is added to a list before or behind the others. */
function inOneOrder(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    const items = value.map(inOneOrder);
    return items.every(isJsonObject) ? [...items].sort(byText) : items;
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [name, inOneOrder(field)]),
  );
}

function byText(a: JsonValue, b: JsonValue): number {
  return printJson(a, { keys: 'sorted' }) < printJson(b, { keys: 'sorted' })
    ? -1
    : 1;
}

function textsOf(objects: readonly JsonObject[]): string[] {
  return objects
    .map(object => printJson(inOneOrder(object), { keys: 'sorted' }))
    .sort();
}

/** Do two renderings give the same objects? */
export function matchesRendering(
  given: readonly JsonObject[],
  wanted: readonly JsonObject[],
): boolean {
  const [a, b] = [textsOf(given), textsOf(wanted)];
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
