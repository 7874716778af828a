import type { PolicyEdit } from '@backstage-gitops/plugin-gitops-common';
import { type People } from '../../access/People';
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
  type PolicyRecord,
} from './recordPolicies';

/** A policy as it was judged; pending where its newest edit waits. */
export interface JudgedPolicy extends PolicyInForce {
  head: PolicyVersion;
  /** URL of the pipeline file. */
  file: string;
  pending?: PolicyEdit;
  /** Missing where it is not known what was accepted. */
  policyCommit?: string;
  /** What is to be written down. */
  due: PolicyRecord[];
  /** Is everything read, so that it need not be looked at until something changes? */
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

/** What needs nobody's consent, and is to be written down. */
function dueRecords(
  { entityRef, file, before }: PolicySource,
  head: PolicyVersion,
  judged: PolicyInForce,
  records: ReadonlyMap<string, StoredDecision>,
): PolicyRecord[] {
  const names = namesOf(head.declaration.environments, records);
  const acceptance = {
    by: 'GitOps',
    at: new Date().toISOString(),
    reason: 'It weakens nothing that was accepted.',
  };
  return [
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
  ];
}

/**
 * Judges what holds of a file that was read. What needs nobody's consent (the first file ever seen, and each edit that
 * weakens nothing) is to be written down by the caller.
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
      due: [],
      status: 'unsettled',
    };
  }
  const [inForce] = judged.held.values();
  return {
    ...judged,
    head,
    file: source.file.file,
    pending: await describePending(tools, source, judged),
    policyCommit: inForce ?? head.commit,
    due: dueRecords(source, head, judged, records),
    status: 'settled',
  };
}
