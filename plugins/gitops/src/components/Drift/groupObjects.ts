import type { ObservedObject } from '@backstage-gitops/plugin-gitops-common';
import { isDrift } from './fieldKinds';

/** The objects of an environment by what they ask of a person, in the order of the report. */
export interface GroupedObjects {
  /** Not as Git has them, or missing. */
  differing: ObservedObject[];
  /** Could not be compared. */
  unclear: ObservedObject[];
  /** Gone from Git, still in the cluster. */
  orphaned: ObservedObject[];
  /** As Git has them, with fields that somebody else decides. */
  annotated: ObservedObject[];
  /** As Git has them, and nothing more to say. */
  same: ObservedObject[];
}

/** Sorts the objects of an environment into groups; each is in exactly one. */
export function groupObjects(objects: ObservedObject[]): GroupedObjects {
  const groups: GroupedObjects = {
    differing: [],
    unclear: [],
    orphaned: [],
    annotated: [],
    same: [],
  };
  for (const object of objects) {
    groups[groupOf(object)].push(object);
  }
  return groups;
}

/** The fields that somebody else than Git decides, over all objects. */
export function countInformation(objects: ObservedObject[]): number {
  return objects
    .flatMap(({ fields }) => fields)
    .filter(field => !isDrift(field)).length;
}

function groupOf({ sync, fields }: ObservedObject): keyof GroupedObjects {
  switch (sync) {
    case 'Drifted':
    case 'Missing':
      return 'differing';
    case 'Orphaned':
      return 'orphaned';
    case 'Synced':
      return fields.length > 0 ? 'annotated' : 'same';
    default:
      return 'unclear';
  }
}
