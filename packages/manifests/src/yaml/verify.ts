import { Document, isAlias, isMap, isPair, isScalar, isSeq } from 'yaml';
import { Source } from './source';

/** One step of reading a file, as a text that two readings can be compared by. */
function* readingOf(source: Source): Generator<string> {
  for (const document of source.documents) {
    yield 'document';
    yield* readingOfNode(document.contents, document);
  }
}

function* readingOfNode(node: unknown, document: Document): Generator<string> {
  if (isPair(node)) {
    yield* readingOfNode(node.key, document);
    yield* readingOfNode(node.value, document);
    return;
  }
  if (isAlias(node)) {
    yield `alias ${node.source}`;
    return;
  }
  if (isScalar(node)) {
    const form = node.type === 'PLAIN' ? 'plain' : 'quoted';
    yield `${propertiesOf(node)} ${form} ${String(node.value)}`;
    return;
  }
  if (isMap(node) || isSeq(node)) {
    yield `${propertiesOf(node)} ${isMap(node) ? 'map' : 'list'} of`;
    for (const item of node.items) {
      yield* readingOfNode(item, document);
    }
    yield 'end';
    return;
  }
  yield 'nothing';
}

function propertiesOf(node: { anchor?: string; tag?: string }): string {
  return `&${node.anchor ?? ''} !${node.tag ?? ''}`;
}

/** How many scalars read differently; undefined if more than scalars changed. */
export function countChangedScalars(
  before: Source,
  after: Source,
): number | undefined {
  const old = [...readingOf(before)];
  const now = [...readingOf(after)];
  if (old.length !== now.length) {
    return undefined;
  }
  let changed = 0;
  for (const [index, step] of old.entries()) {
    if (step === now[index]) {
      continue;
    }
    if (!step.startsWith('&') || !now[index].startsWith('&')) {
      return undefined;
    }
    changed += 1;
  }
  return changed;
}

/**
 * Whether `after` reads as `before` with something put in at one place. Where
 * `before` has an empty value there, it may have given way.
 */
export function isInsertion(before: Source, after: Source): boolean {
  const old = [...readingOf(before)];
  const now = [...readingOf(after)];
  let start = 0;
  while (start < old.length && old[start] === now[start]) {
    start += 1;
  }
  let end = 0;
  while (
    end < old.length - start &&
    old[old.length - 1 - end] === now[now.length - 1 - end]
  ) {
    end += 1;
  }
  return now.length > old.length && old.length - start - end <= 1;
}
