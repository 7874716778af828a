import { Document, isMap, isSeq } from 'yaml';
import { ManifestValue } from '../yaml/content';
import { isNothing } from '../yaml/insert';
import { pairOf } from '../yaml/yamlPath';
import { listPlace, PathPart } from './splitPath';
import {
  foundAt,
  IN_THE_WAY,
  mergedReason,
  nestInKeys,
  noTarget,
  Target,
} from './Target';
import { behindAlias, isMerged, Standing } from './yamlStanding';

/**
 * Where a path leads in a YAML document. What is missing is made, of maps; an
 * index behind the end of a list appends to it; a scalar that stands in the way
 * gives way.
 */
export function yamlTarget(
  document: Document.Parsed | undefined,
  parts: readonly PathPart[],
  value: ManifestValue,
): Target {
  const keys = parts.map(({ text }) => text);
  let standing: Standing = { node: document?.contents, at: [] };
  for (const [depth, part] of parts.entries()) {
    const below = nestInKeys(keys.slice(depth + 1), value);
    const { node, at } = document ? behindAlias(standing, document) : standing;
    if (isSeq(node)) {
      const place = listPlace(part);
      if (place.kind === 'none') {
        return noTarget(place.reason);
      }
      const count = node.items.length;
      if (place.kind === 'append' || place.index >= count) {
        return foundAt([...at, count], below);
      }
      standing = {
        node: node.items[place.index],
        at: [...at, place.index],
      };
    } else if (isMap(node)) {
      const pair = pairOf(node, part.text);
      const isLast = depth === parts.length - 1;
      if (!pair && document && !isLast && isMerged(node, part.text, document)) {
        return noTarget(mergedReason(part.text));
      }
      if (!pair) {
        return foundAt([...at, part.text], below);
      }
      standing = { node: pair.value, at: [...at, part.text] };
    } else if (at.length > 0) {
      return foundAt(at, nestInKeys(keys.slice(depth), value));
    } else {
      return !node || isNothing(node)
        ? foundAt([part.text], below)
        : noTarget(IN_THE_WAY);
    }
  }
  return foundAt(standing.at, value);
}
