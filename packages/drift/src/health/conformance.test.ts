import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type JsonObject } from '../json';
import { assessHealth } from './assessHealth';
import { assessBuiltinHealth } from './builtin/assessBuiltinHealth';
import { assessGenericHealth } from './generic/assessGenericHealth';
import { awaitStatus } from './generic/awaitStatus';
import { type HealthAssessment } from './Health';
import { readKstatus } from './kstatus/readKstatus';
import { type KstatusCondition } from './kstatus/Kstatus';
import { pendingDeletion } from './pendingDeletion';

/** What upstream's own tests expect; see the README of that folder. */
const DATA = process.env.CONFORMANCE_DATA;

interface HealthCase {
  id: string;
  manifest: JsonObject;
  expected: { status: string | null; message?: string };
}

interface KstatusCase {
  id: string;
  manifest: JsonObject;
  now: string;
  expected: {
    status: string;
    conditions: KstatusCondition[];
    absentConditions: string[];
  };
}

function load<T>(...path: string[]): T[] {
  return JSON.parse(readFileSync(join(DATA ?? '', 'health', ...path), 'utf8'));
}

function loadArgocd(): HealthCase[] {
  return readdirSync(join(DATA ?? '', 'health', 'argocd')).flatMap(file =>
    load<HealthCase>('argocd', file),
  );
}

/** The generic model alone, as if no rule were shipped. */
function assessWithoutRules(object: JsonObject): HealthAssessment | undefined {
  return (
    pendingDeletion(object) ??
    assessGenericHealth(object) ??
    awaitStatus(object, undefined)
  );
}

/** Share of cases that a way of assessing gets right, by status. */
function share(
  title: string,
  assess: (object: JsonObject) => HealthAssessment | undefined,
): number {
  const cases = loadArgocd();
  const right = cases.filter(
    ({ manifest, expected }) => assess(manifest)?.status === expected.status,
  );
  const percent = ((100 * right.length) / cases.length).toFixed(1);
  process.stdout.write(
    `health of custom kinds, ${title}: ${right.length}/${cases.length}, ${percent}%\n`,
  );
  return right.length / cases.length;
}

if (!DATA) {
  describe('health, not compared with the reference implementations', () => {
    it.todo('needs CONFORMANCE_DATA, the folder of conformance cases');
  });
} else {
  describe('health, beside the reference implementations', () => {
    it('judges built-in kinds as gitops-engine does', () => {
      const wrong = load<HealthCase>('builtin.json').filter(
        ({ manifest, expected }) => {
          const found = assessBuiltinHealth({ object: manifest });
          return (
            (found?.status ?? null) !== expected.status ||
            (expected.message !== undefined &&
              expected.message !== (found?.message ?? ''))
          );
        },
      );
      expect(wrong.map(({ id }) => id)).toEqual([]);
    });

    it('reads statuses as kstatus does', () => {
      const wrong = load<KstatusCase>('kstatus.json').filter(
        ({ manifest, now, expected }) => {
          const found = readKstatus({ object: manifest, now: new Date(now) });
          const has = ({ type, reason }: KstatusCondition) =>
            found.conditions.some(
              condition =>
                condition.type === type && condition.reason === reason,
            );
          return (
            found.status !== expected.status ||
            !expected.conditions.every(has) ||
            found.conditions.some(({ type }) =>
              expected.absentConditions.includes(type),
            )
          );
        },
      );
      expect(wrong.map(({ id }) => id)).toEqual([]);
    });

    it('judges custom kinds as the rules that Argo CD ships do', () => {
      expect(
        share('all rules', object => assessHealth({ object })),
      ).toBeGreaterThanOrEqual(0.99);
    });

    it('judges most of them without a rule of their own', () => {
      expect(
        share('generic model alone', assessWithoutRules),
      ).toBeGreaterThanOrEqual(0.83);
    });
  });
}
