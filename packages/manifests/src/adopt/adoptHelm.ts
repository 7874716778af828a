import { Inputs } from '../inputs/collectInputs';
import { ownValuesFiles, readChart } from '../inputs/helm';
import { layoutOf } from '../inputs/layout';
import { Walk } from '../inputs/Walk';
import { chartLayers } from '../references/helmPlaces';
import { joinPath, kindAt } from '../tree';
import { isScalarValue, ManifestValue } from '../yaml/content';
import { isSameReading, Reading, readingOf, readingsOf } from '../yaml/reading';
import { parseSource } from '../yaml/source';
import {
  Alternatives,
  describeAct,
  describeWish,
  firstOf,
  fromEdit,
  refused,
  Wish,
} from './Alternatives';
import { editField, FieldTarget } from '../fields/editField';
import { describeSteps, FieldStep } from '../fields/FieldStep';

/** Most values that are tried: each costs its caller a rendering. */
const MAX_VALUES = 8;

/** A value that may be what a chart renders at a field. */
interface ValuePlace {
  /** The values file to write. */
  path: string;
  steps: FieldStep[];
  reading: Reading;
  /** Whether it is the environment's, or to be set over a chart's default. */
  kind: 'own' | 'default';
}

/**
 * What a chart does with its values cannot be told without rendering. Every
 * value that equals what Git renders at the field may be the one; those with
 * names like the field's come first.
 */
export function adoptHelm(
  walk: Walk,
  inputs: Inputs,
  wish: Wish,
): Alternatives {
  const { git } = wish.change;
  const places = git === undefined ? [] : placesOf(walk, inputs, git);
  const words = wordsOf(wish.change.path);
  const ranked = places
    .map(place => ({ place, rank: likeness(place, words) }))
    .sort((a, b) => b.rank - a.rank)
    .slice(0, MAX_VALUES)
    .map(({ place }) => place);
  return firstOf(
    ranked.map(place => adoptValue(walk, wish, place)),
    {
      code: 'chartDecides',
      path: inputs.path,
      message: `${describeWish(wish)} cannot be written: no value of ${
        inputs.path
      } equals what Git renders there, so the chart decides this. Change its template or values by hand.`,
    },
  );
}

function placesOf(
  walk: Walk,
  inputs: Inputs,
  git: ManifestValue,
): ValuePlace[] {
  const own = ownValuesFiles(walk, inputs.path);
  const wanted = readingOf(git);
  const isWanted = ({ reading }: { reading: Reading }) =>
    isSameValue(reading, wanted);
  const written = own.flatMap(path =>
    valuesIn(rootReading(walk, path), [])
      .filter(isWanted)
      .map(value => ({ ...value, path, kind: 'own' as const })),
  );
  const layout = layoutOf(walk.tree, inputs.path);
  const folder = layout.kind === 'helm' ? layout.chart : undefined;
  const chart = folder === undefined ? undefined : readChart(walk, folder);
  const target = own[0] ?? joinPath(inputs.path, 'values.yaml');
  const defaults = (chart ? chartLayers(walk, chart, []) : [])
    .filter(({ source }) => !own.includes(source.path))
    .flatMap(({ source, prefix }) =>
      valuesIn(rootReading(walk, source.path), []).map(value => ({
        ...value,
        steps: [...prefix, ...value.steps],
      })),
    )
    .filter(isWanted)
    // No values file reaches into a list of another.
    .filter(({ steps }) => steps.every(step => typeof step === 'string'))
    .filter(({ steps }) => !isSetIn(own, walk, steps))
    .map(value => ({ ...value, path: target, kind: 'default' as const }));
  return [...written, ...defaults];
}

function isSetIn(files: string[], walk: Walk, steps: FieldStep[]): boolean {
  const name = JSON.stringify(steps);
  return files.some(path =>
    valuesIn(rootReading(walk, path), []).some(
      value => JSON.stringify(value.steps) === name,
    ),
  );
}

function rootReading(walk: Walk, path: string): Reading | undefined {
  const source = walk.source(path);
  return source && readingsOf(source)[0];
}

function valuesIn(
  reading: Reading | undefined,
  steps: FieldStep[],
): Array<{ steps: FieldStep[]; reading: Reading }> {
  const inner: Array<[FieldStep, Reading]> = [];
  if (reading instanceof Map) {
    inner.push(...reading);
  } else if (Array.isArray(reading)) {
    inner.push(
      ...reading.map((item, index): [FieldStep, Reading] => [{ index }, item]),
    );
  }
  return [
    ...(reading === undefined || steps.length === 0
      ? []
      : [{ steps, reading }]),
    ...inner.flatMap(([step, value]) => valuesIn(value, [...steps, step])),
  ];
}

/** Charts quote numbers, and strip quotes: what counts is the text. */
function isSameValue(a: Reading, b: Reading): boolean {
  return typeof a === 'string' && typeof b === 'string'
    ? a.slice(2) === b.slice(2)
    : isSameReading(a, b);
}

function adoptValue(walk: Walk, wish: Wish, place: ValuePlace): Alternatives {
  const { path, steps, kind } = place;
  const text = kindAt(walk.tree, path) === 'file' ? undefined : '';
  const source = text === undefined ? walk.source(path) : emptySource(path);
  if (!source) {
    return refused({
      code: 'invalidYaml',
      path,
      message: `${path} cannot be read. Correct the file.`,
    });
  }
  const where =
    kind === 'own' ? 'which has the same value' : "over the chart's default";
  return fromEdit(
    wish,
    path,
    editField({ source, document: 0 }, steps, targetAt(wish, place)),
    `${describeAct(wish)} by ${describeSteps(steps)} in ${path}, ${where}.`,
  );
}

function emptySource(path: string) {
  const parsed = parseSource(path, '');
  return parsed.status === 'parsed' ? parsed.source : undefined;
}

/** A text stays one where the values have one, even of digits. */
function targetAt(
  { change: { to } }: Wish,
  { reading, kind }: ValuePlace,
): FieldTarget {
  if (to.kind === 'remove') {
    return kind === 'own' ? to : { kind: 'set', value: null };
  }
  const isText = typeof reading === 'string' && reading.startsWith('s:');
  return isText && isScalarValue(to.value) && to.value !== null
    ? { kind: 'set', value: String(to.value) }
    : to;
}

function wordsOf(steps: readonly FieldStep[]): string[] {
  return steps
    .flatMap(step => {
      if (typeof step === 'string') {
        return [step];
      }
      return 'keys' in step ? Object.values(step.keys).map(String) : [];
    })
    .map(word => word.toLowerCase());
}

/** How much the names on the way to a value are like those of the field. */
function likeness({ steps, kind }: ValuePlace, field: string[]): number {
  const words = wordsOf(steps);
  const shared = words.filter(word => field.includes(word)).length;
  const [last, wanted] = [words.at(-1) ?? '', field.at(-1) ?? ''];
  const isLike =
    last !== '' && (last.startsWith(wanted) || wanted.startsWith(last));
  const isNear = isLike || last.startsWith(wanted.replace(/s$/, ''));
  return shared * 4 + (isNear ? 2 : 0) + (kind === 'own' ? 1 : 0);
}
