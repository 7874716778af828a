import { ManifestValue } from '../yaml/content';
import { Reading } from '../yaml/reading';
import { FieldChange } from './Alternatives';
import { itemFor, nestIn } from '../fields/FieldStep';
import { locate, Step } from '../fields/locate';

/** One operation of a JSON patch (RFC 6902), as it is written. */
export type JsonOperation = { [key: string]: ManifestValue };

/**
 * A change as a JSON patch says it, by the places that items have in what is
 * written below. Undefined where those are not known.
 */
export function jsonWriting(
  { path, to }: FieldChange,
  below: Reading | undefined,
): JsonOperation | undefined {
  if (below === undefined) {
    const keys = path.flatMap(step => (typeof step === 'string' ? step : []));
    return to.kind === 'remove' && keys.length === path.length
      ? { op: 'remove', path: pointerOf(keys) }
      : undefined;
  }
  const found = locate(below, path);
  if (found.status === 'blocked') {
    return undefined;
  }
  const pointer = pointerOf(found.at);
  if (to.kind === 'remove') {
    return found.status === 'there'
      ? { op: 'remove', path: pointer }
      : undefined;
  }
  switch (found.status) {
    case 'there':
      return { op: 'replace', path: pointer, value: to.value };
    case 'missing': {
      const value = nestIn(found.missing, to.value);
      return { op: 'add', path: pointer, value };
    }
    default: {
      const value = itemFor(found.item, found.missing, to.value);
      return { op: 'add', path: `${pointer}/-`, value };
    }
  }
}

/** Steps as a JSON pointer (RFC 6901). */
export function pointerOf(steps: readonly Step[]): string {
  return steps
    .map(String)
    .map(step => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}
