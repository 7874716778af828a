import { Inputs } from '../inputs/collectInputs';
import { readKustomization } from '../inputs/kustomize';
import { Walk } from '../inputs/Walk';
import { isYaml } from '../tree';
import { ExplicitEdit } from './ExplicitEdit';
import { explicitPlaces } from './explicitPlaces';
import { helmPlaces } from './helmPlaces';
import { isSameRepository } from './imageName';
import { entryPlaces, isAbout, kustomizePlaces } from './kustomizePlaces';
import { manifestPlaces } from './manifestPlaces';
import { markerPlaces, markersIn } from './markers';
import { Place } from './Place';

/**
 * The places that decide on a repository's image in an environment: those that
 * edits name, or those that are found.
 */
export function placesOf(
  walk: Walk,
  inputs: Inputs,
  repository: string,
): Place[] {
  const edits = editsOf(inputs, repository);
  return edits.length > 0
    ? explicitPlaces(walk, inputs, edits)
    : discoveredPlaces(walk, inputs, repository);
}

/** The edits of a pipeline file that are about a repository. */
export function editsOf({ edits }: Inputs, repository: string): ExplicitEdit[] {
  return edits.filter(({ image }) => isSameRepository(image, repository));
}

function discoveredPlaces(
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
