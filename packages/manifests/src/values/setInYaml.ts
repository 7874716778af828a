import { isAlias, isNode, Pair, visit } from 'yaml';
import { differenceTo } from '../fields/difference';
import { Step } from '../fields/locate';
import { writeFields } from '../fields/writeFields';
import { NOTHING, Reading, writtenReadingsOf } from '../yaml/reading';
import { parseSource, Source } from '../yaml/source';
import { Target } from './Target';
import { refuseSetting, Setting, ValueSetting } from './ValueSetting';

/**
 * Sets a value in the first document of a YAML text, and writes no more than
 * what differs. What stands behind an alias is written at its anchor, so that
 * all who use it follow.
 */
export function setInYaml(
  file: { path: string; text: string },
  setting: ValueSetting,
  targetIn: (document: Source['documents'][number] | undefined) => Target,
): Setting {
  const parsed = parseSource(file.path, file.text);
  if (parsed.status === 'failed') {
    return { status: 'refused', problem: parsed.problem };
  }
  const { source } = parsed;
  const target = targetIn(source.documents[0]);
  if (target.status === 'refused') {
    return refuseSetting(file.path, setting, target.reason);
  }
  const { at, value } = target;
  const [root = NOTHING] = writtenReadingsOf(source);
  const writings = differenceTo(value, readingAt(root, at), at);
  const written = writeFields(
    { source, document: 0 },
    writings,
    writtenReadingsOf,
  );
  if (written.status === 'impossible') {
    const reason = 'it is written in a form that cannot be changed safely';
    return refuseSetting(file.path, setting, reason);
  }
  return written.status === 'edited' && hasSameAnchors(source, written.source)
    ? { status: 'set', text: written.text }
    : refuseSetting(file.path, setting, 'that would change something else');
}

function readingAt(root: Reading, at: readonly Step[]): Reading | undefined {
  return at.reduce<Reading | undefined>((reading, step) => {
    if (typeof step === 'number') {
      return Array.isArray(reading) ? reading[step] : undefined;
    }
    return reading instanceof Map ? reading.get(step) : undefined;
  }, root);
}

/** An alias behind a lost anchor would mean an anchor before. */
function hasSameAnchors(before: Source, after: Source): boolean {
  return anchorsIn(before).join(' ') === anchorsIn(after).join(' ');
}

function anchorsIn({ documents }: Source): string[] {
  const anchors: string[] = [];
  for (const document of documents) {
    visit(document, (_, node) => {
      const isAnchored = isNode(node) && !isAlias(node) && node.anchor;
      if (isAnchored && !(node instanceof Pair)) {
        anchors.push(isAnchored);
      }
    });
    anchors.push('');
  }
  return anchors;
}
