import { ManifestProblem } from '../problem';
import { flowValue, isScalarValue, ManifestValue } from '../yaml/content';

/**
 * A value to set at a path. A text is written as a text for every reader, with
 * quotes where it needs them; a number, boolean or null as what it is.
 *
 * @public
 */
export interface ValueSetting {
  path: string;
  value: ManifestValue;
}

/**
 * What became of a file of which values were to be set.
 *
 * @public
 */
export type SetValuesResult =
  | { status: 'edited'; text: string }
  | { status: 'unchanged' }
  | { status: 'refused'; problem: ManifestProblem };

/** What became of a text by one setting. */
export type Setting =
  | { status: 'set'; text: string }
  | { status: 'refused'; problem: ManifestProblem };

/** Makes settings one after the other; all of them, or none. */
export function setEach(
  { path, text }: { path: string; text: string },
  settings: readonly ValueSetting[],
  set: (text: string, setting: ValueSetting) => Setting,
): SetValuesResult {
  let current = text;
  for (const setting of settings) {
    const result = isWritable(setting.value)
      ? set(current, setting)
      : refuseSetting(path, setting, 'it is not a number that can be written');
    if (result.status === 'refused') {
      return result;
    }
    current = result.text;
  }
  return current === text
    ? { status: 'unchanged' }
    : { status: 'edited', text: current };
}

/** Infinity and the like are no numbers of JSON. */
function isWritable(value: ManifestValue): boolean {
  return isScalarValue(value)
    ? typeof value !== 'number' || Number.isFinite(value)
    : Object.values(value).every(isWritable);
}

/** Longest value that a message shows whole, in characters. */
const MAX_SHOWN = 80;

/** Why a value is not set; `reason` completes "cannot be set there: ...". */
export function refuseSetting(
  file: string,
  { path, value }: ValueSetting,
  reason: string,
): Extract<Setting, { status: 'refused' }> {
  const text = flowValue(value, 'plain');
  const shown =
    text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
  return {
    status: 'refused',
    problem: {
      code: 'invalidEdit',
      path: file,
      message: `${shown} cannot be set at '${path}' in ${file}: ${reason}. Correct the path, or change the file by hand.`,
    },
  };
}
