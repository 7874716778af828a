import { editField } from '../fields/editField';
import { FieldStep } from '../fields/FieldStep';
import { locate } from '../fields/locate';
import { ManifestProblem } from '../problem';
import { imageFault } from '../references/imageName';
import {
  formatImageOverride,
  ImageOverride,
  mergeImageOverride,
  OVERRIDE_PARTS,
} from '../references/ImageOverride';
import { SetValuesResult } from '../values/ValueSetting';
import { NOTHING, Reading, readingsOf } from '../yaml/reading';
import { parseSource, Source } from '../yaml/source';

/**
 * Sets entries of a kustomization's `images`, as `kustomize edit set image` and
 * Argo CD Image Updater do, and leaves every other byte as it is. An entry is
 * found by its name and then says what is asked for and no more: a digest takes
 * the place of a tag, and parts given as `*` stay. An entry that is missing is
 * added behind the others.
 *
 * @public
 */
export function setImageOverrides(
  path: string,
  text: string,
  overrides: readonly ImageOverride[],
): SetValuesResult {
  const parsed = parseSource(path, text);
  if (parsed.status === 'failed') {
    return { status: 'refused', problem: parsed.problem };
  }
  let { source } = parsed;
  for (const override of overrides) {
    const result = setOverride(source, override);
    if (result.status === 'refused') {
      return result;
    }
    source = result.source;
  }
  return source.text === text
    ? { status: 'unchanged' }
    : { status: 'edited', text: source.text };
}

type Override =
  | { status: 'set'; source: Source }
  | { status: 'refused'; problem: ManifestProblem };

function setOverride(before: Source, override: ImageOverride): Override {
  const fault = faultOf(override);
  if (fault !== undefined) {
    return refuse(before, override, fault);
  }
  const { name } = override;
  const entry: FieldStep[] = ['images', { keys: { name } }];
  const [root = NOTHING] = readingsOf(before);
  const found = locate(root, entry);
  const existing =
    found.status === 'there' ? overrideIn(name, found.reading) : undefined;
  const merged = mergeImageOverride(existing, override);
  if (!existing) {
    return write(before, override, entry, {
      kind: 'set',
      value: { ...merged },
    });
  }
  let source = before;
  // What is added stands there before the last part of an entry is gone.
  const parts = [...OVERRIDE_PARTS].sort(
    (a, b) => Number(merged[a] === undefined) - Number(merged[b] === undefined),
  );
  for (const part of parts) {
    const value = merged[part];
    const isSame = value === existing[part];
    const to =
      value === undefined
        ? { kind: 'remove' as const }
        : { kind: 'set' as const, value };
    const result = isSame
      ? { status: 'set' as const, source }
      : write(source, override, [...entry, part], to);
    if (result.status === 'refused') {
      return result;
    }
    source = result.source;
  }
  return { status: 'set', source };
}

function faultOf({ name, ...parts }: ImageOverride): string | undefined {
  const { newName, newTag, digest } = withoutKept(parts);
  return (
    imageFault({ repository: name, tag: newTag, digest }) ??
    (newName === undefined ? undefined : imageFault({ repository: newName }))
  );
}

function withoutKept(parts: Omit<ImageOverride, 'name'>) {
  return Object.fromEntries(
    Object.entries(parts).filter(([, value]) => value !== '*'),
  );
}

function overrideIn(name: string, reading: Reading): ImageOverride {
  const override: ImageOverride = { name };
  for (const part of OVERRIDE_PARTS) {
    const text = reading instanceof Map ? reading.get(part) : undefined;
    if (typeof text === 'string' && text !== NOTHING) {
      // Behind what the reading says of its kind stands the text.
      override[part] = text.slice(2);
    }
  }
  return override;
}

function write(
  source: Source,
  override: ImageOverride,
  steps: FieldStep[],
  to: Parameters<typeof editField>[2],
): Override {
  const edit = editField({ source, document: 0 }, steps, to);
  switch (edit.status) {
    case 'edited':
      return { status: 'set', source: edit.source };
    case 'unchanged':
    case 'absent':
      return { status: 'set', source };
    case 'shared':
      return refuse(
        source,
        override,
        `an anchor or merge key on line ${edit.line} carries it to other places`,
      );
    default:
      return refuse(source, override, edit.reason);
  }
}

function refuse(
  { path }: Source,
  override: ImageOverride,
  reason: string,
): Override {
  return {
    status: 'refused',
    problem: {
      code: 'invalidEdit',
      path,
      message: `'images' of ${path} cannot say ${formatImageOverride(
        override,
      )}: ${reason}. Correct the image, or change the file by hand.`,
    },
  };
}
