import { readData, replaceData } from '../data/DataFormat';
import { DataNode } from '../data/DataNode';
import { tomlFormat } from '../toml/tomlFormat';
import { isScalarValue } from '../yaml/content';
import { listPlace, PathPart } from './splitPath';
import { refuseSetting, Setting, ValueSetting } from './ValueSetting';

/** Puts another scalar in the place of one in a TOML text. */
export function setInToml(
  file: { path: string; text: string },
  setting: ValueSetting,
  parts: PathPart[],
): Setting {
  const { value } = setting;
  if (!isScalarValue(value) || value === null) {
    const reason = 'TOML is given texts, numbers and booleans alone';
    return refuseSetting(file.path, setting, reason);
  }
  const read = readData(tomlFormat, file);
  if (read.status === 'failed') {
    return { status: 'refused', problem: read.problem };
  }
  const { root } = read;
  const node = parts.reduce<DataNode | undefined>(childAt, root);
  if (node?.kind !== 'scalar') {
    const reason = node
      ? 'a table or list is there'
      : 'nothing is there, and nothing is added to TOML';
    return refuseSetting(file.path, setting, reason);
  }
  const replaced = replaceData(
    tomlFormat,
    file.text,
    root,
    new Map([[node, value]]),
  );
  return replaced.status === 'set'
    ? replaced
    : refuseSetting(file.path, setting, replaced.reason);
}

function childAt(
  node: DataNode | undefined,
  part: PathPart,
): DataNode | undefined {
  if (node?.kind === 'map') {
    return node.entries.get(part.text)?.value;
  }
  const place = listPlace(part);
  return node?.kind === 'list' && place.kind === 'item'
    ? node.items[place.index]
    : undefined;
}
