import type {
  Finding,
  PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import { type People } from '../../access/People';
import { STATE_BRANCH } from '../../decisions/StateBranch';
import type { StoredDecision } from '../../store/DecisionStore';
import {
  type AcceptedPolicy,
  holdWeakened,
  type PolicyInForce,
} from './holdWeakened';
import {
  acceptedPolicies,
  type PolicySource,
  type PolicyTools,
  refreshDecisions,
} from './acceptedPolicies';
import { type PolicyVersion, versionOf } from './PolicyVersion';
import {
  namesOf,
  recordsFor,
  recordsOfHeld,
  writeRecords,
} from './recordPolicies';

/** A policy as it was judged; pending where its newest edit waits. */
export interface JudgedPolicy extends PolicyInForce {
  head: PolicyVersion;
  /** URL of the pipeline file. */
  file: string;
  pending?: PolicyEdit;
  /** Missing where it is not known what was accepted. */
  policyCommit?: string;
  /** Is everything read and written down, so that it need not be looked at until something changes? */
  status: 'settled' | 'unsettled';
}

/** The commits between what is in force and the newest one begin at the earliest of them. */
async function earliest(
  { mirrors }: PolicyTools,
  { file }: PolicySource,
  held: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const { mirror } = await mirrors.get(file.repository);
  let first: string | undefined;
  for (const commit of new Set(held.values())) {
    if (!(await mirror.has(commit))) return undefined;
    if (!first || (await mirror.isAncestor(commit, first))) first = commit;
  }
  return first;
}

/** The edit that waits, with everyone who wrote a part of it. */
async function describePending(
  tools: PolicyTools & { people: People },
  source: PolicySource,
  { weakens, held }: PolicyInForce,
): Promise<PolicyEdit | undefined> {
  if (weakens.length === 0) return undefined;
  const { mirrors, people } = tools;
  const { file } = source;
  const { mirror, host, repository } = await mirrors.get(file.repository);
  const record = await mirror.commit(file.commit);
  const path = mirrors.parseFileUrl(file.file)?.path ?? '';
  // Where the one in force is gone, whoever ever wrote the file may have written this.
  const until = await earliest(tools, source, held);
  const written = await mirror.authors({ from: file.commit, until, path });
  const authors = new Map(
    (
      await Promise.all(written.map(author => people.byAuthor(host, author)))
    ).map(person => [person.entityRef ?? person.name, person]),
  );
  const [inForce] = until ? [until] : held.values();
  return {
    commit: file.commit,
    commitUrl: host.commitUrl(repository, file.commit),
    at: record?.at ?? '',
    by: record
      ? await people.byAuthor(host, record.author)
      : { name: 'unknown' },
    ...(inForce ? { inForce } : {}),
    authors: [...authors.values()],
    weakens,
  };
}

/** Nothing is promoted into a protected environment of which it is not known what was accepted. */
function blockUnknown(
  judged: PolicyInForce,
  accepted: ReadonlyMap<string, AcceptedPolicy>,
  problem: string,
): PolicyInForce {
  const environments = judged.declaration.environments.map(one =>
    one.policy.protected && !accepted.has(one.name)
      ? { ...one, policyCommit: undefined, blocked: [...one.blocked, problem] }
      : one,
  );
  return { ...judged, declaration: { ...judged.declaration, environments } };
}

/** Writes down what needs nobody's consent; where that cannot be done, it is said, and tried again. */
async function recordSettled(
  { decisions }: PolicyTools,
  { entityRef, file, before }: PolicySource,
  head: PolicyVersion,
  judged: PolicyInForce,
  records: ReadonlyMap<string, StoredDecision>,
): Promise<Finding[]> {
  const names = namesOf(head.declaration.environments, records);
  const acceptance = {
    by: 'GitOps',
    at: new Date().toISOString(),
    reason: 'It weakens nothing that was accepted.',
  };
  try {
    await writeRecords(decisions, [
      ...recordsFor(
        [...names].filter(name => !judged.held.has(name)),
        { entityRef, file: file.file, head, records, acceptance },
      ),
      ...recordsOfHeld(judged, {
        entityRef,
        file: before?.file ?? file.file,
        records,
        acceptance,
      }),
    ]);
    return [];
  } catch (error) {
    return [
      {
        check: 'policy',
        status: 'failed',
        expected: `The accepted policy is written down on branch ${STATE_BRANCH}`,
        found: error instanceof Error ? error.message : String(error),
        fix: 'Let this suite write that branch.',
      },
    ];
  }
}

/**
 * Judges what holds of a file that was read, and writes down what needs nobody's consent: the first file ever seen, and
 * each edit that weakens nothing.
 */
export async function policyInForce(
  tools: PolicyTools & { people: People },
  source: PolicySource,
): Promise<JudgedPolicy> {
  const head = versionOf({ ...source, config: tools.config });
  const known = await acceptedPolicies(tools, source);
  const isNew =
    !source.before ||
    head.declaration.environments.some(
      ({ name, policy }) => policy.protected && !known.accepted.has(name),
    );
  const problem = isNew ? await refreshDecisions(tools, source) : undefined;
  const { accepted, records } = isNew
    ? await acceptedPolicies(tools, source)
    : known;
  const judged = holdWeakened(head, accepted);
  if (problem) {
    return {
      ...blockUnknown(judged, accepted, problem),
      head,
      file: source.file.file,
      pending: await describePending(tools, source, judged),
      status: 'unsettled',
    };
  }
  const unwritten = await recordSettled(tools, source, head, judged, records);
  const [inForce] = judged.held.values();
  return {
    ...judged,
    findings: [...judged.findings, ...unwritten],
    head,
    file: source.file.file,
    pending: await describePending(tools, source, judged),
    policyCommit: inForce ?? head.commit,
    status: unwritten.length > 0 ? 'unsettled' : 'settled',
  };
}
