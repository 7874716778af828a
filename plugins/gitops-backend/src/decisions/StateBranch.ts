import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Signature } from '../git/commit';
import { type Mirror } from '../git/Mirror';
import { type HostedRepository, type Mirrors } from '../git/Mirrors';
import { writeBranch } from '../git/writeBranch';
import { seal, type SealKeys, verifySeal } from '../provenance/seal';
import type { StoredDecision } from '../store/DecisionStore';

/** Where decisions live in each repository concerned. */
export const STATE_BRANCH = 'gitops/state';

const recordSchema = z.object({
  kind: z.enum(['hold', 'freeze', 'rejection']),
  subject: z.string(),
  status: z.enum(['inForce', 'ended']),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  expiresAt: z.string().optional(),
  seal: z.string(),
});

type NewDecision = Omit<StoredDecision, 'repository'>;

function fieldsOf(
  repository: string,
  decision: NewDecision,
): Array<[string, string]> {
  return [
    ['repository', repository],
    ['kind', decision.kind],
    ['subject', decision.subject],
    ['status', decision.status],
    ['reason', decision.reason],
    ['by', decision.by],
    ['at', decision.at],
    ['expiresAt', decision.expiresAt ?? ''],
  ];
}

function pathOf({ kind, subject }: NewDecision): string {
  return `${kind}/${createHash('sha256').update(subject).digest('hex')}.json`;
}

/**
 * Reads the decisions of one repository's state branch. A record without a valid seal is no decision: anyone who can
 * push can write a file.
 *
 * @throws where a record cannot be read at all: nothing may be written on a guess.
 */
export async function readStateBranch(
  { repository, mirror }: { repository: string; mirror: Mirror },
  keys: SealKeys,
): Promise<{ decisions: StoredDecision[]; forged: string[] }> {
  const head = mirror.head(STATE_BRANCH);
  if (!head) return { decisions: [], forged: [] };
  const tree = [...(await mirror.tree(head))].filter(
    ([path, entry]) => entry.kind === 'file' && path.endsWith('.json'),
  );
  const blobs = await mirror.blobs(tree.map(([, entry]) => entry.objectId));
  const decisions: StoredDecision[] = [];
  const forged: string[] = [];
  for (const [path, { objectId }] of tree) {
    const text = blobs.get(objectId)?.toString() ?? '';
    const { seal: found, ...record } = recordSchema.parse(JSON.parse(text));
    if (
      verifySeal(fieldsOf(repository, record), found, keys) &&
      pathOf(record) === path
    ) {
      decisions.push({ ...record, repository });
    } else {
      forged.push(path);
    }
  }
  return { decisions, forged };
}

/**
 * Writes one decision as a sealed commit. Others may write the branch at the same time: the push carries the expected
 * parent and is planned again on what is there.
 *
 * @throws where the host refuses the push by a rule.
 */
export async function writeDecision(options: {
  hosted: HostedRepository;
  mirrors: Mirrors;
  decision: NewDecision;
  keys: SealKeys;
  committer: Signature;
}): Promise<void> {
  const { hosted, mirrors, decision, keys, committer } = options;
  const { repository } = hosted;
  const text = `${JSON.stringify(
    { ...decision, seal: seal(fieldsOf(repository, decision), keys) },
    undefined,
    2,
  )}\n`;
  const outcome = await writeBranch<never>({
    mirrors,
    hosted,
    branch: STATE_BRANCH,
    build: async parent => ({
      status: 'built',
      commit: await hosted.mirror.buildCommit({
        parent,
        changes: new Map([[pathOf(decision), { text }]]),
        message: `${decision.kind} ${decision.status}: ${decision.subject}\n\n${decision.reason}\n`,
        author: committer,
        committer,
        at: decision.at,
      }),
    }),
  });
  if (outcome.status === 'refused' || outcome.status === 'contended') {
    throw new Error(
      `The decision could not be written to ${repository}. ${outcome.reason}`,
    );
  }
}
