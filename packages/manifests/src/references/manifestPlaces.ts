import { Document, isMap, isScalar, isSeq, Scalar, YAMLMap } from 'yaml';
import { Located, textAt, textOf, valueAt } from '../yaml/read';
import { Source } from '../yaml/source';
import { Place, referencePlace, Slot, tagForm, versionIn } from './Place';

/**
 * Places in Kubernetes objects and patches: every `image` text, what a JSON
 * patch puts at `.../image`, and `{repository, tag, digest}` (the values that
 * objects such as HelmRelease carry).
 */
export function manifestPlaces(source: Source): Place[] {
  return source.documents.flatMap(document =>
    placesBelow(source, document, document.contents),
  );
}

function placesBelow(
  source: Source,
  document: Document.Parsed,
  node: unknown,
): Place[] {
  // An alias stands for places that are found where the anchor is.
  if (isSeq(node)) {
    return node.items.flatMap(item => placesBelow(source, document, item));
  }
  if (!isMap(node)) {
    return [];
  }
  const place = placeAt(source, { node, document });
  return [
    ...(place ? [place] : []),
    ...node.items.flatMap(({ value }) => placesBelow(source, document, value)),
  ];
}

function placeAt(source: Source, map: Located<YAMLMap>): Place | undefined {
  const repository = scalarAt(map, 'repository');
  if (repository) {
    return pairPlace(source, map, textOf(repository) ?? '', repository);
  }
  const image = scalarAt(map, 'image');
  if (image) {
    return referencePlace(source, image);
  }
  const isJsonPatch =
    textAt(map, 'op') !== undefined &&
    /\/image$/.test(textAt(map, 'path') ?? '');
  const value = isJsonPatch ? scalarAt(map, 'value') : undefined;
  return value && referencePlace(source, value);
}

function pairPlace(
  source: Source,
  map: Located<YAMLMap>,
  repository: string,
  named: Scalar,
): Place | undefined {
  const registry = textAt(map, 'registry');
  const version: { tag?: string; digest?: string } = {};
  const slots: Slot[] = [];
  for (const key of ['tag', 'digest'] as const) {
    const node = scalarAt(map, key);
    const text = textOf(node);
    if (node && text) {
      const form = key === 'tag' ? tagForm(text) : 'digest';
      slots.push({ kind: 'scalar', path: source.path, node, form });
      Object.assign(version, versionIn(form, text));
    }
  }
  if (slots.length === 0) {
    return undefined;
  }
  return {
    path: source.path,
    line: source.lineOf((scalarAt(map, 'tag') ?? named).range?.[0] ?? 0),
    repository: joinRegistry(registry, repository),
    ...version,
    aliases: [],
    slots,
  };
}

function scalarAt(map: Located<YAMLMap>, key: string): Scalar | undefined {
  const value = valueAt(map, key)?.node;
  return isScalar(value) ? value : undefined;
}

/** `repository` in its registry, unless it names the registry itself. */
export function joinRegistry(
  registry: string | undefined,
  repository: string,
): string {
  const isThere = !registry || repository.startsWith(`${registry}/`);
  return isThere ? repository : `${registry}/${repository}`;
}
