import { ManifestValue, isScalarValue } from '../yaml/content';
import { isSameReading, Reading, readingOf } from '../yaml/reading';
import { Step } from './locate';

/** One place to write; without a value, to take out. */
export interface Writing {
  at: Step[];
  value?: ManifestValue;
}

/**
 * The smallest places that make what is written read as `wanted`, in an order
 * in which each is still where it was when its turn comes.
 */
export function differenceTo(
  wanted: ManifestValue,
  written: Reading | undefined,
  at: Step[],
): Writing[] {
  if (isSameReading(written, readingOf(wanted))) {
    return [];
  }
  if (Array.isArray(wanted) && Array.isArray(written)) {
    return listDifference(wanted, written, at);
  }
  if (
    !(written instanceof Map) ||
    isScalarValue(wanted) ||
    Array.isArray(wanted)
  ) {
    return [{ at, value: wanted }];
  }
  const gone = [...written.keys()].filter(key => !Object.hasOwn(wanted, key));
  return [
    ...Object.entries(wanted).flatMap(([key, value]) =>
      differenceTo(value, written.get(key), [...at, key]),
    ),
    ...gone.map(key => ({ at: [...at, key] })),
  ];
}

function listDifference(
  wanted: ManifestValue[],
  written: Reading[],
  at: Step[],
): Writing[] {
  const readings = wanted.map(readingOf);
  const shorter = Math.min(wanted.length, written.length);
  let start = 0;
  while (start < shorter && isSameReading(readings[start], written[start])) {
    start += 1;
  }
  let end = 0;
  while (
    end < shorter - start &&
    isSameReading(readings.at(-1 - end), written.at(-1 - end))
  ) {
    end += 1;
  }
  const now = wanted.slice(start, wanted.length - end);
  const old = written.slice(start, written.length - end);
  if (now.length === old.length || end === 0) {
    const surplus = old.slice(now.length).map((_, index) => ({
      at: [...at, start + now.length + index],
    }));
    return [
      ...now.flatMap((value, index) =>
        differenceTo(value, old[index], [...at, start + index]),
      ),
      ...surplus.reverse(),
    ];
  }
  return now.length === 0
    ? old.map((_, index) => ({ at: [...at, start + index] })).reverse()
    : [{ at, value: wanted }];
}
