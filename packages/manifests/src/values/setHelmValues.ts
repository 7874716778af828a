import { parsePath } from '../paths/parsePath';
import { isScalarValue } from '../yaml/content';
import { helmTarget } from './helmTarget';
import { setInYaml } from './setInYaml';
import {
  refuseSetting,
  setEach,
  SetValuesResult,
  ValueSetting,
} from './ValueSetting';

/**
 * Sets texts, numbers, booleans or nulls in a file of Helm values, and leaves
 * every other byte as it is. Paths are those of Helm and of Argo CD Image
 * Updater: `a.b[0].c`, or `a[name=app].b`; a literal key with dots is used where
 * the nested ones are not there. Keys that are missing are added. An alias
 * gives way to the value; what stands behind an alias is set at its anchor.
 *
 * Refused where the path leads to a map or list, through a text, or to an item
 * that is not there.
 *
 * @public
 */
export function setHelmValues(
  path: string,
  text: string,
  settings: readonly ValueSetting[],
): SetValuesResult {
  return setEach({ path, text }, settings, (current, setting) => {
    const { value } = setting;
    const parsed = parsePath(setting.path);
    if (parsed.status === 'invalid') {
      const reason = `the path cannot be read: ${parsed.reason}`;
      return refuseSetting(path, setting, reason);
    }
    if (!isScalarValue(value)) {
      return refuseSetting(path, setting, 'it is a map or list');
    }
    return setInYaml({ path, text: current }, setting, document =>
      helmTarget(document, parsed.segments, value),
    );
  });
}
