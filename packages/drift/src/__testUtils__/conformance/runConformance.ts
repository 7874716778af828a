import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SchemaCatalog } from '../../schema';
import { Case } from './Case';
import { type Grade, passed, type SetResult } from './Grade';
import { isSubset } from './isSubset';
import { loadRecordings, readObject } from './loadRecordings';
import { gradeRecordings } from './gradeRecordings';
import {
  gradeComparison,
  gradeManagers,
  gradeMatch,
  gradeNormalization,
} from './sets/drift';
import {
  gradeBuiltInHealth,
  gradeCustomHealth,
  gradeKstatus,
  passesPlainRule,
} from './sets/healths';
import { gradeMask } from './sets/masks';
import {
  gradeJsonMerge,
  gradeStrategic,
  gradeStrategicApply,
  readMergeSchema,
} from './sets/merges';
import {
  gradeComparison as gradeQuantityOrder,
  gradeQuantity,
} from './sets/quantities';
import { gradeRoundTrip } from './sets/roundTrips';

/** Where the data is; it is no part of this repository. */
export interface ConformanceData {
  /** Cases from the tests of the reference implementations. */
  cases?: string;
  /** Recordings of an API server; its types lie beside them. */
  recordings?: string;
}

type Grader = (one: Case) => string[];

function gradeAll(cases: readonly Case[], grade: Grader): Grade[] {
  return cases.map(one => ({ id: one.id, problems: gradeOne(one, grade) }));
}

/** A case at which the code breaks is not passed; the others still count. */
function gradeOne(one: Case, grade: Grader): string[] {
  try {
    return grade(one);
  } catch (error) {
    return [String(error)];
  }
}

/** Baselines of a set whose cases say whether an object is modified. */
function baselinesOf(cases: readonly Case[]): SetResult['baselines'] {
  const wanted = (one: Case) => one.object('expected')?.modified;
  const judged = cases.filter(one => typeof wanted(one) === 'boolean');
  return {
    of: judged.length,
    notModified: judged.filter(one => wanted(one) === false).length,
    subset: judged.filter(
      one =>
        isSubset(one.object('config') ?? {}, one.object('live')) !==
        wanted(one),
    ).length,
  };
}

function gradeCases(folder: string, catalog: SchemaCatalog): SetResult[] {
  const file = (name: string) => join(folder, `${name}.json`);
  const set = (name: string, grade: Grader): SetResult => ({
    name,
    grades: gradeAll(Case.readAll(file(name)), grade),
  });
  const comparison = (name: string): SetResult => ({
    ...set(name, one => gradeComparison(one, catalog)),
    baselines: baselinesOf(Case.readAll(file(name))),
  });
  const merged = readMergeSchema(readObject(file('merge/strategic-schema')));
  return [
    set('quantity/parse', gradeQuantity),
    set('quantity/cmp', gradeQuantityOrder),
    comparison('drift/client-side'),
    comparison('drift/structured-merge'),
    comparison('drift/server-side'),
    set('drift/normalize', one => gradeNormalization(one, catalog)),
    set('drift/managers', one => gradeManagers(one, catalog)),
    set('drift/ignore-match', gradeMatch),
    set('drift/mask', gradeMask),
    set('merge/strategic', one => gradeStrategic(one, merged)),
    set('merge/strategic-apply', one => gradeStrategicApply(one, merged)),
    set('merge/json', gradeJsonMerge),
    set('roundtrip/objects', one => gradeRoundTrip(one, catalog)),
    set('health/builtin', gradeBuiltInHealth),
    set('health/kstatus', gradeKstatus),
    gradeCustomHealths(join(folder, 'health', 'argocd')),
  ];
}

function gradeCustomHealths(folder: string): SetResult {
  const cases = readdirSync(folder)
    .sort()
    .flatMap(name => Case.readAll(join(folder, name)));
  const plain = cases.filter(passesPlainRule).length;
  const share = ((100 * plain) / cases.length).toFixed(0);
  return {
    name: 'health/argocd',
    grades: gradeAll(cases, gradeCustomHealth),
    notes: [`a plain Ready rule alone: ${plain} (${share}%)`],
  };
}

/** Grades everything there is data for. */
export function runConformance({
  cases,
  recordings,
}: ConformanceData): SetResult[] {
  const recorded = recordings ? loadRecordings(recordings) : undefined;
  const catalog =
    recorded?.catalog ?? new SchemaCatalog({ types: {}, kinds: {} });
  return [
    ...(cases ? gradeCases(cases, catalog) : []),
    ...(recorded ? gradeRecordings(recorded) : []),
  ];
}

/** How many sets are not passed as a whole. */
export function failedSets(results: readonly SetResult[]): string[] {
  return results
    .filter(({ grades }) => passed(grades) < grades.length)
    .map(({ name }) => name);
}
