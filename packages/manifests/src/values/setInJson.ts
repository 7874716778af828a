import { readData } from '../data/DataFormat';
import { dataReading } from '../data/DataNode';
import { withReading } from '../fields/locate';
import { jsonFormat } from '../json/jsonFormat';
import { isScalarValue } from '../yaml/content';
import { isSameReading, readingOf } from '../yaml/reading';
import { applyTextEdits } from '../yaml/textEdits';
import { jsonTarget } from './jsonTarget';
import { PathPart } from './splitPath';
import { refuseSetting, Setting, ValueSetting } from './ValueSetting';

/** Sets a value in a JSON text. */
export function setInJson(
  file: { path: string; text: string },
  setting: ValueSetting,
  parts: PathPart[],
): Setting {
  const { path, text } = file;
  const { value } = setting;
  if (!isScalarValue(value) || value === null) {
    const reason = 'JSON is given texts, numbers and booleans alone';
    return refuseSetting(path, setting, reason);
  }
  const read = readData(jsonFormat, file);
  if (read.status === 'failed') {
    return { status: 'refused', problem: read.problem };
  }
  const { root } = read;
  const target = jsonTarget(text, root, parts, value);
  if (target.status === 'refused') {
    return refuseSetting(path, setting, target.reason);
  }
  const before = dataReading(root);
  const wanted = target.writes.reduce(
    (reading, { at, value: written }) =>
      withReading(reading, at, readingOf(written)),
    before,
  );
  if (isSameReading(before, wanted)) {
    return { status: 'set', text };
  }
  const after = applyTextEdits(text, [target.edit]);
  const again = readData(jsonFormat, { path, text: after });
  if (again.status === 'failed') {
    return { status: 'refused', problem: again.problem };
  }
  return isSameReading(dataReading(again.root), wanted)
    ? { status: 'set', text: after }
    : refuseSetting(path, setting, 'that would change something else');
}
