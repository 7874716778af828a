import { isAlias, isMap, isPair, isScalar, isSeq, Scalar } from 'yaml';
import { isPlainSafe } from './scalars';
import { Source } from './source';

/** One step of reading a file, as a text that two readings can be compared by. */
interface Step {
  reading: string;
  node?: Scalar;
}

function* stepsOf(source: Source): Generator<Step> {
  for (const document of source.documents) {
    yield { reading: 'document' };
    yield* stepsOfNode(document.contents);
  }
}

function* stepsOfNode(node: unknown): Generator<Step> {
  if (isPair(node)) {
    yield* stepsOfNode(node.key);
    yield* stepsOfNode(node.value);
  } else if (isAlias(node)) {
    yield { reading: `alias ${node.source}` };
  } else if (isScalar(node)) {
    const form = node.type === 'PLAIN' ? 'plain' : 'quoted';
    const value = JSON.stringify(String(node.value));
    yield { reading: `${propertiesOf(node)} ${form} ${value}`, node };
  } else if (isMap(node) || isSeq(node)) {
    yield { reading: `${propertiesOf(node)} ${isMap(node) ? 'map' : 'list'}` };
    for (const item of node.items) {
      yield* stepsOfNode(item);
    }
    yield { reading: 'end' };
  } else {
    yield { reading: 'nothing' };
  }
}

function propertiesOf(node: { anchor?: string; tag?: string }): string {
  return `&${node.anchor ?? ''} !${node.tag ?? ''}`;
}

/**
 * Whether `after` reads as `before` but for the scalars in `wanted`, and those
 * as the texts they are to hold, whatever rules of YAML the reader follows.
 */
export function isReplacement(
  before: Source,
  after: Source,
  wanted: ReadonlyMap<Scalar, string>,
): boolean {
  const old = [...stepsOf(before)];
  const now = [...stepsOf(after)];
  return (
    old.length === now.length &&
    old.every(({ node, reading }, index) => {
      const next = now[index];
      const text = node && wanted.get(node);
      return text === undefined
        ? reading === next.reading
        : next.node !== undefined && holds(next.node, text);
    })
  );
}

function holds(scalar: Scalar, text: string): boolean {
  const isText = scalar.tag === undefined || scalar.tag.endsWith(':str');
  const isSafe = scalar.type !== 'PLAIN' || isPlainSafe(text);
  return isText && isSafe && String(scalar.value).trim() === text;
}

/**
 * Whether `after` reads as `before` with something put in at one place. Where
 * `before` has an empty value or an alias there, it may have given way.
 */
export function isInsertion(before: Source, after: Source): boolean {
  const old = [...stepsOf(before)].map(({ reading }) => reading);
  const now = [...stepsOf(after)].map(({ reading }) => reading);
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
  return now.length >= old.length && old.length - start - end <= 1;
}
