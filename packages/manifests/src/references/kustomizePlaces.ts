import { isScalar, Scalar, YAMLMap } from 'yaml';
import { Kustomization, KustomizeChart } from '../inputs/kustomize';
import { Walk } from '../inputs/Walk';
import { isBelow } from '../tree';
import {
  isMapAt,
  itemsAt,
  Located,
  mapsAt,
  textAt,
  textOf,
  valueAt,
} from '../yaml/read';
import { parseSource, startOf } from '../yaml/source';
import { chartLayers, valuesLayer } from './helmPlaces';
import { isSameRepository } from './imageName';
import { manifestPlaces } from './manifestPlaces';
import { Place, Slot } from './Place';
import { valuesPlaces } from './valuesPlaces';

/**
 * The places that decide on the version of a repository's image in what a
 * kustomization builds. Its `images` run last and win over its patches and
 * resources; what the environment writes wins over what it takes from outside.
 */
export function kustomizePlaces(
  walk: Walk,
  top: Kustomization,
  folder: string,
  repository: string,
): Place[] {
  const isOwn = (path: string) => isBelow(path, folder);
  const known = new Map<Kustomization, Place[]>();

  const governing = (at: Kustomization): Place[] => {
    const before = known.get(at);
    if (before) {
      return before;
    }
    known.set(at, []);
    const entries = entryPlaces(walk, at);
    const beneath = () => [
      ...at.manifests.flatMap(path => placesOfFile(walk, path)),
      ...inlinePlaces(walk, at),
      ...at.charts.flatMap(chart => chartPlaces(walk, at, chart, isOwn)),
      ...at.children.flatMap(governing),
    ];
    const isWanted = (place: Place) => isAbout(place, repository);
    const winning = entries.some(isWanted) ? entries : beneath();
    const all = winning.filter(isWanted);
    const own = all.filter(({ path }) => isOwn(path));
    const places = own.length > 0 ? own : all;
    known.set(at, places);
    return places;
  };

  return distinct(governing(top)).map(place =>
    isOwn(place.path) && place.slots.length > 0
      ? place
      : { ...place, slots: [entrySlot(top, place)] },
  );
}

function placesOfFile(walk: Walk, path: string): Place[] {
  const source = walk.source(path);
  return source ? manifestPlaces(source) : [];
}

export function isAbout(place: Place, repository: string): boolean {
  return [place.repository, ...place.aliases].some(name =>
    isSameRepository(name, repository),
  );
}

function entrySlot(top: Kustomization, place: Place): Slot {
  const { repository: name, tag, digest } = place;
  return { kind: 'entry', path: top.file, name, was: { tag, digest } };
}

function distinct(places: Place[]): Place[] {
  const seen = new Set<string>();
  return places.filter(({ path, line, repository }) => {
    const identity = `${path}:${line} ${repository}`;
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}

/** The entries of a kustomization's `images`. */
export function entryPlaces(walk: Walk, at: Kustomization): Place[] {
  const source = walk.source(at.file);
  const { root } = at;
  if (!source || !root) {
    return [];
  }
  return itemsAt(root, 'images').flatMap((item, index) => {
    const entry = isMapAt(item) ? item : undefined;
    const name = entry && textAt(entry, 'name');
    if (!entry || name === undefined) {
      return [];
    }
    const slots: Slot[] = [];
    const tag = partAt(entry, 'newTag');
    const digest = partAt(entry, 'digest');
    if (tag) {
      slots.push({
        kind: 'scalar',
        path: at.file,
        node: tag.node,
        form: 'tag',
      });
    }
    if (digest) {
      const { node } = digest;
      slots.push({ kind: 'scalar', path: at.file, node, form: 'digest' });
    }
    if (slots.length === 0) {
      const map = [
        { kind: 'key' as const, key: 'images' },
        { kind: 'index' as const, index },
      ];
      slots.push({ kind: 'field', path: at.file, map, key: 'newTag' });
    }
    const shown = tag?.node ?? digest?.node ?? entry.node;
    return {
      path: at.file,
      line: source.lineOf(startOf(shown)),
      repository: textAt(entry, 'newName') ?? name,
      tag: tag?.text,
      digest: digest?.text,
      aliases: [name],
      slots,
      key: `images ${name}`,
    };
  });
}

function partAt(
  entry: Located<YAMLMap>,
  key: string,
): { node: Scalar; text: string } | undefined {
  const node = valueAt(entry, key)?.node;
  const text = textOf(node);
  return isScalar(node) && text ? { node, text } : undefined;
}

/**
 * Places in patches that stand as text inside the kustomization. They are seen,
 * but an entry in `images`, which wins over them, is what changes them.
 */
function inlinePlaces(walk: Walk, at: Kustomization): Place[] {
  const source = walk.source(at.file);
  const { root } = at;
  if (!source || !root) {
    return [];
  }
  const patches = [
    ...itemsAt(root, 'patchesStrategicMerge'),
    ...['patches', 'patchesJson6902'].flatMap(field =>
      mapsAt(root, field).flatMap(patch => valueAt(patch, 'patch') ?? []),
    ),
  ];
  return patches.flatMap(({ node }) => {
    const text = textOf(node);
    const inner = text?.includes('\n') ? parseSource(at.file, text) : undefined;
    if (inner?.status !== 'parsed') {
      return [];
    }
    const first = source.lineOf(startOf(node));
    return manifestPlaces(inner.source).map(place => ({
      ...place,
      line: first + place.line,
      slots: [],
    }));
  });
}

function chartPlaces(
  walk: Walk,
  at: Kustomization,
  { chart, valuesFiles, inline }: KustomizeChart,
  isOwn: (path: string) => boolean,
): Place[] {
  const source = walk.source(at.file);
  const layers = [
    ...(chart ? chartLayers(walk, chart, []) : []),
    ...valuesFiles.flatMap(path => valuesLayer(walk, path, [])),
    ...(inline && source ? [{ source, root: inline, prefix: [] }] : []),
  ];
  const editable = [...valuesFiles, at.file].filter(isOwn);
  return valuesPlaces(layers, {
    path: at.file,
    isEditable: path => editable.includes(path),
  }).map(place => ({
    ...place,
    // What the chart's own values leave open is set by an entry in `images`.
    slots: place.slots.every(({ kind }) => kind === 'scalar')
      ? place.slots
      : [],
  }));
}
