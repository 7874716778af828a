import { lineAt, replaceData } from '../data/DataFormat';
import { DataScalar, dataText } from '../data/DataNode';
import { ManifestProblem } from '../problem';
import { Slot } from '../references/Place';
import { Draft } from './Draft';
import { ImageTarget } from './ImageTarget';
import { digestMissing, unsafe } from './slotProblems';
import { slotText } from './slotText';

/** Writes an image into slots of one JSON or TOML file. */
export function replaceInData(
  draft: Draft,
  slots: Array<Extract<Slot, { kind: 'data' }>>,
  image: ImageTarget,
): ManifestProblem | undefined {
  const [{ path, file, node: first }] = slots;
  const { format, text, root } = file;
  const values = new Map<DataScalar, string>();
  for (const { node, form } of slots) {
    const next = slotText(form, dataText(node)?.trim() ?? '', image);
    if (next.status === 'digestMissing') {
      return digestMissing(path, lineAt(text, node.start), image);
    }
    values.set(node, next.text);
  }
  const replaced = replaceData(format, text, root, values);
  if (replaced.status === 'refused') {
    return unsafe(path, lineAt(text, first.start), image);
  }
  if (replaced.text !== text) {
    draft.put(path, replaced.text);
  }
  return undefined;
}
