import { Document, isAlias, isMap, isScalar } from 'yaml';
import { PathSegment } from '../paths/parsePath';
import { ManifestValue } from '../yaml/content';
import { isNothing } from '../yaml/insert';
import { resolve } from '../yaml/source';
import { findWritten, pairOf } from '../yaml/yamlPath';
import {
  foundAt,
  IN_THE_WAY,
  mergedReason,
  nestInKeys,
  noTarget,
  Target,
} from './Target';
import { isMerged, stepsTo } from './yamlStanding';

/**
 * Where a path leads in Helm values. Keys that are missing are made, items of
 * lists are not; maps, lists and texts on the way stay what they are.
 */
export function helmTarget(
  document: Document.Parsed | undefined,
  segments: PathSegment[],
  value: ManifestValue,
): Target {
  const written = document && findWritten(document, segments);
  if (document && (isScalar(written) || isAlias(written))) {
    const at = stepsTo(written, document);
    return at && at.length > 0 ? foundAt(at, value) : noTarget(IN_THE_WAY);
  }
  if (written) {
    return noTarget('a map or list is there');
  }
  for (let known = segments.length - 1; known >= 0; known -= 1) {
    const missing = segments.slice(known);
    const target = targetBelow(document, segments.slice(0, known), missing);
    if (target) {
      return target.status === 'found'
        ? foundAt(target.at, nestInKeys(target.keys, value))
        : target;
    }
  }
  return noTarget(IN_THE_WAY);
}

type Missing =
  | { status: 'found'; at: Array<string | number>; keys: string[] }
  | Extract<Target, { status: 'refused' }>;

/** Undefined where the path does not lead as far as to what is known. */
function targetBelow(
  document: Document.Parsed | undefined,
  known: PathSegment[],
  missing: PathSegment[],
): Missing | undefined {
  const node = document && resolve(findWritten(document, known), document);
  const isRoot = known.length === 0;
  if (!isMap(node) && !isNothing(node) && !(isRoot && !node)) {
    return undefined;
  }
  const keys = missing.flatMap(step => (step.kind === 'key' ? step.key : []));
  if (keys.length < missing.length) {
    return { status: 'refused', reason: 'there is no such item' };
  }
  const [key, ...rest] = keys;
  const at = (node && document && stepsTo(node, document)) ?? [];
  if (!isMap(node) || !document) {
    return isRoot
      ? { status: 'found', at: [key], keys: rest }
      : { status: 'found', at, keys };
  }
  if (pairOf(node, key)) {
    return { status: 'refused', reason: IN_THE_WAY };
  }
  return rest.length > 0 && isMerged(node, key, document)
    ? { status: 'refused', reason: mergedReason(key) }
    : { status: 'found', at: [...at, key], keys: rest };
}
