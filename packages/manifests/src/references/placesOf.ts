import { Inputs } from '../inputs/collectInputs';
import { readKustomization } from '../inputs/kustomize';
import { Walk } from '../inputs/Walk';
import { isYaml } from '../tree';
import { helmPlaces } from './helmPlaces';
import { entryPlaces, isAbout, kustomizePlaces } from './kustomizePlaces';
import { manifestPlaces } from './manifestPlaces';
import { markerPlaces, markersIn } from './markers';
import { Place } from './Place';

/** The places that decide on a repository's image in an environment. */
export function placesOf(
  walk: Walk,
  inputs: Inputs,
  repository: string,
): Place[] {
  const places = governingPlaces(walk, inputs, repository).filter(place =>
    isAbout(place, repository),
  );
  const known = new Set(
    places.flatMap(({ slots }) =>
      slots.flatMap(slot => (slot.kind === 'scalar' ? slot.node : [])),
    ),
  );
  const marked = markerPlaces(
    // A chart's templates are no YAML: only what was read as such counts.
    [...walk.sources]
      .filter(path => inputs.own.includes(path))
      .flatMap(path => walk.source(path) ?? [])
      .flatMap(markersIn),
    repository,
  ).filter(
    ({ slots: [slot] }) => slot.kind === 'scalar' && !known.has(slot.node),
  );
  const isOverridden = places.every(({ slots }) =>
    slots.every(({ kind }) => kind !== 'scalar' && kind !== 'field'),
  );
  // What the environment marks itself needs no override on top.
  return marked.length > 0 && isOverridden ? marked : [...places, ...marked];
}

function governingPlaces(
  walk: Walk,
  inputs: Inputs,
  repository: string,
): Place[] {
  switch (inputs.layout) {
    case 'helm':
      return helmPlaces(walk, inputs.path);
    case 'kustomize': {
      const top = readKustomization(walk, inputs.path);
      return top ? kustomizePlaces(walk, top, inputs.path, repository) : [];
    }
    default:
      return plainPlaces(walk, inputs, [...inputs.own, ...inputs.shared]);
  }
}

function plainPlaces(walk: Walk, inputs: Inputs, paths: string[]): Place[] {
  return paths
    .filter(isYaml)
    .flatMap(path => walk.source(path) ?? [])
    .flatMap(manifestPlaces)
    .map(place =>
      // A link to a file elsewhere is read, but that file is not its own.
      inputs.own.includes(place.path) ? place : { ...place, slots: [] },
    );
}

/** Every place that names any image, governing or not. */
export function allPlaces(walk: Walk, inputs: Inputs): Place[] {
  switch (inputs.layout) {
    case 'helm':
      return helmPlaces(walk, inputs.path);
    case 'kustomize': {
      const top = readKustomization(walk, inputs.path);
      const entries = top ? entryPlaces(walk, top) : [];
      return [...entries, ...plainPlaces(walk, inputs, [...walk.sources])];
    }
    default:
      return plainPlaces(walk, inputs, inputs.own);
  }
}
