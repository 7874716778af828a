import { isScalarValue, ManifestValue } from '../yaml/content';
import { Reading } from '../yaml/reading';
import { FieldChange } from './Alternatives';
import { FieldTarget } from '../fields/editField';
import { FieldStep } from '../fields/FieldStep';
import { locate } from '../fields/locate';

/** What a strategic merge patch is to say. */
export interface MergeWriting {
  steps: FieldStep[];
  to: Extract<FieldTarget, { kind: 'set' }>;
}

/** Groups whose types kustomize knows, with the keys of their lists. */
const KNOWN_GROUP =
  /^(|apps|batch|autoscaling|policy|(admissionregistration|apiextensions|authentication|authorization|certificates|coordination|discovery|events|flowcontrol\.apiserver|internal\.apiserver|networking|node|rbac\.authorization|resource|scheduling|storage|storagemigration)\.k8s\.io)$/;

/**
 * A change as a strategic merge patch says it: nothing is set to null, an item
 * is removed by `$patch: delete`. Undefined where such a patch cannot say it: a
 * list without keys, or one of a custom resource, is replaced as a whole. `by`
 * is what says which object the patch is for.
 */
export function mergeWriting(
  group: string,
  { path, git, to }: FieldChange,
  below: Reading | undefined,
  by: 'itself' | 'target',
): MergeWriting | undefined {
  const isKeyed = path.some(step => typeof step !== 'string');
  const isPlaced = path.some(
    step => typeof step !== 'string' && !('keys' in step),
  );
  // Of a patch with a target, kustomize writes a label's null as the text.
  const isNullText = by === 'target' && to.kind === 'remove' && isNote(path);
  if (isPlaced || isNullText || (isKeyed && !KNOWN_GROUP.test(group))) {
    return undefined;
  }
  const steps = withWrittenKeys(path, below);
  const last = steps.at(-1);
  if (last === undefined) {
    return undefined;
  }
  if (to.kind === 'set') {
    return { steps, to: { kind: 'set', value: withNulls(to.value, git) } };
  }
  return typeof last === 'string'
    ? { steps, to: { kind: 'set', value: null } }
    : { steps, to: { kind: 'set', value: { $patch: 'delete' } } };
}

function isNote([first, second]: readonly FieldStep[]): boolean {
  return (
    first === 'metadata' && (second === 'labels' || second === 'annotations')
  );
}

/**
 * Items named by the keys that are written below alone: kustomize does not
 * match an item whose key is left to its default.
 */
function withWrittenKeys(
  path: readonly FieldStep[],
  below: Reading | undefined,
): FieldStep[] {
  return path.map((step, index) => {
    if (typeof step === 'string' || !('keys' in step) || !below) {
      return step;
    }
    const found = locate(below, path.slice(0, index + 1));
    const item = found.status === 'there' ? found.reading : undefined;
    return item instanceof Map
      ? {
          keys: Object.fromEntries(
            Object.entries(step.keys).filter(([key]) => item.has(key)),
          ),
        }
      : step;
  });
}

/** A map that replaces another: what only the other has, is set to null. */
function withNulls(
  value: ManifestValue,
  git: ManifestValue | undefined,
): ManifestValue {
  if (!isMapValue(value) || !isMapValue(git)) {
    return value;
  }
  const gone = Object.keys(git).filter(key => !Object.hasOwn(value, key));
  return Object.fromEntries([
    ...Object.entries(value).map(([key, inner]) => [
      key,
      withNulls(inner, git[key]),
    ]),
    ...gone.map(key => [key, null]),
  ]);
}

function isMapValue(
  value: ManifestValue | undefined,
): value is { [key: string]: ManifestValue } {
  return value !== undefined && !isScalarValue(value) && !Array.isArray(value);
}
