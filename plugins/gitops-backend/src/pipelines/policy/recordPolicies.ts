import { type Decisions } from '../../decisions/Decisions';
import type { NewDecision } from '../../decisions/StateBranch';
import { environmentSubject } from '../../decisions/subjects';
import type { StoredDecision } from '../../store/DecisionStore';
import type { EnvironmentDeclaration } from '../Declaration';
import type { PolicyInForce } from './holdWeakened';
import type { PolicyVersion } from './PolicyVersion';

/** What is written down of one environment: in which repository, and in the place of what. */
export interface PolicyRecord {
  repository: string;
  decision: NewDecision;
  /** The commit that this one was compared with; undefined where nothing was accepted. */
  replaces: string | undefined;
}

/** Who accepts, when and why. */
export type Acceptance = Pick<NewDecision, 'by' | 'at' | 'reason'>;

function recordsOf(
  name: string,
  options: {
    entityRef: string;
    file: string;
    head: PolicyVersion;
    known: StoredDecision | undefined;
    acceptance: Acceptance;
  },
): PolicyRecord[] {
  const { entityRef, file, head, known, acceptance } = options;
  const newest = head.declaration.environments.find(one => one.name === name);
  // What is not allowed is not in force: what was accepted before stays so.
  if (newest && newest.blocked.length > 0) return [];
  const accepted = known?.status === 'inForce' ? known : undefined;
  const decision: Omit<NewDecision, 'status'> = {
    kind: 'policy',
    subject: environmentSubject({ entityRef, name }),
    ...acceptance,
    commit: head.commit,
    file,
  };
  const place = newest?.policy.protected ? newest.place.repository : undefined;
  const records: PolicyRecord[] = [];
  if (
    place &&
    (accepted?.commit !== head.commit ||
      accepted.file !== file ||
      accepted.repository !== place)
  ) {
    records.push({
      repository: place,
      decision: { ...decision, status: 'inForce' },
      replaces: accepted?.repository === place ? accepted.commit : undefined,
    });
  }
  if (accepted && accepted.repository !== place) {
    records.push({
      repository: accepted.repository,
      decision: { ...decision, status: 'ended' },
      replaces: accepted.commit,
    });
  }
  return records;
}

/**
 * What is to be written down so that the newest file is the accepted one of these environments: in the repository that each
 * lives in, as long as it is protected.
 */
export function recordsFor(
  names: Iterable<string>,
  options: {
    entityRef: string;
    file: string;
    head: PolicyVersion;
    records: ReadonlyMap<string, StoredDecision>;
    acceptance: Acceptance;
  },
): PolicyRecord[] {
  return [...names].flatMap(name =>
    recordsOf(name, { ...options, known: options.records.get(name) }),
  );
}

/** What held before decisions were recorded is written down too: the store may be lost before the edit is accepted. */
export function recordsOfHeld(
  { held, declaration }: PolicyInForce,
  options: {
    entityRef: string;
    file: string;
    records: ReadonlyMap<string, StoredDecision>;
    acceptance: Acceptance;
  },
): PolicyRecord[] {
  const { entityRef, file, records, acceptance } = options;
  return declaration.environments.flatMap(({ name, place }): PolicyRecord[] => {
    const commit = held.get(name);
    if (!commit || records.has(name)) return [];
    return [
      {
        repository: place.repository,
        replaces: undefined,
        decision: {
          kind: 'policy',
          subject: environmentSubject({ entityRef, name }),
          status: 'inForce',
          ...acceptance,
          commit,
          file,
        },
      },
    ];
  });
}

/** Writes them, with one commit for each repository and status. The new place is written before the old one ends. */
export async function writeRecords(
  decisions: Decisions,
  records: PolicyRecord[],
): Promise<NewDecision[]> {
  const written: NewDecision[] = [];
  for (const status of ['inForce', 'ended'] as const) {
    const due = records.filter(({ decision }) => decision.status === status);
    for (const repository of new Set(due.map(one => one.repository))) {
      written.push(
        ...(await decisions.recordPolicies(
          repository,
          due.filter(one => one.repository === repository),
        )),
      );
    }
  }
  return written;
}

/** Environments that are declared, or were, by name. */
export function namesOf(
  environments: EnvironmentDeclaration[],
  records: ReadonlyMap<string, StoredDecision>,
): Set<string> {
  return new Set([...environments.map(({ name }) => name), ...records.keys()]);
}
