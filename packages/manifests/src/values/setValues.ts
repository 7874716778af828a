import { setInJson } from './setInJson';
import { setInToml } from './setInToml';
import { setInYaml } from './setInYaml';
import { PathPart, splitPath } from './splitPath';
import {
  refuseSetting,
  setEach,
  Setting,
  SetValuesResult,
  ValueSetting,
} from './ValueSetting';
import { yamlTarget } from './yamlTarget';

/**
 * Sets values in a YAML, JSON (`.json`) or TOML (`.toml`) file by path, and
 * leaves every other byte as it is; a later setting of a path wins. The result
 * is read back, and refused if anything else in it had changed.
 *
 * Paths are those of Kargo's `yaml-update`, `json-update` and `toml-update`:
 * `a.b.0`, where `-1` appends to a list, `:0` is the key "0" and `\.` a dot
 * inside of a key.
 *
 * - YAML: any value, in the first document. What is missing is made, and what
 *   is there gives way, keeping the comments of what stays. An index behind the
 *   end of a list appends. An alias gives way; what stands behind one is set at
 *   its anchor.
 * - JSON: texts, numbers and booleans. What is missing is made, a list where
 *   the path has an index, filled up with null. The file is strict JSON: twice
 *   the same key, a comment or a comma too much are refused.
 * - TOML: texts, numbers and booleans in the place of others.
 *
 * @public
 */
export function setValues(
  path: string,
  text: string,
  settings: readonly ValueSetting[],
): SetValuesResult {
  const set = setterFor(path);
  return setEach({ path, text }, settings, (current, setting) => {
    const split = splitPath(setting.path);
    return split.status === 'invalid'
      ? refuseSetting(path, setting, split.reason)
      : set({ path, text: current }, setting, split.parts);
  });
}

type Setter = (
  file: { path: string; text: string },
  setting: ValueSetting,
  parts: PathPart[],
) => Setting;

const setInYamlByPath: Setter = (file, setting, parts) =>
  setInYaml(file, setting, document =>
    yamlTarget(document, parts, setting.value),
  );

function setterFor(path: string): Setter {
  if (/\.toml$/i.test(path)) {
    return setInToml;
  }
  return /\.json$/i.test(path) ? setInJson : setInYamlByPath;
}
