import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CommitWriter } from '../git/CommitWriter';
import { type Mirror } from '../git/Mirror';
import { type HostedRepository, type Mirrors } from '../git/Mirrors';
import { writeBranch } from '../git/writeBranch';
import { seal, type SealKeys, verifySeal } from '../provenance/seal';
import type { StoredDecision } from '../store/DecisionStore';

/** Where decisions live in each repository concerned. */
export const STATE_BRANCH = 'gitops/state';

/** In the place of a commit: the repository has no such branch. */
export const NO_BRANCH = 'none';

const recordSchema = z.object({
  kind: z.enum(['hold', 'freeze', 'rejection', 'policy']),
  subject: z.string(),
  status: z.enum(['inForce', 'ended']),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  expiresAt: z.string().optional(),
  commit: z.string().optional(),
  file: z.string().optional(),
  seal: z.string(),
});

/** A decision before it is written somewhere. */
export type NewDecision = Omit<StoredDecision, 'repository'>;

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
    // Only where they say something: records of other kinds were sealed without them.
    ...(decision.commit
      ? [['commit', decision.commit] as [string, string]]
      : []),
    ...(decision.file ? [['file', decision.file] as [string, string]] : []),
  ];
}

function pathOf({ kind, subject }: NewDecision): string {
  return `${kind}/${createHash('sha256').update(subject).digest('hex')}.json`;
}

/**
 * Reads the decisions of one repository's state branch at a commit, or {@link NO_BRANCH}. A record without a valid seal is no decision: anyone who can
 * push can write a file.
 *
 * @throws where a record cannot be read at all: nothing may be written on a guess.
 */
export async function readStateBranch(
  { repository, mirror }: { repository: string; mirror: Mirror },
  head: string,
  keys: SealKeys,
): Promise<{ decisions: StoredDecision[]; forged: string[] }> {
  if (head === NO_BRANCH) return { decisions: [], forged: [] };
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

/** One record of the branch at a commit, where it is there and sealed. */
async function recordAt(
  { repository, mirror }: HostedRepository,
  head: string | undefined,
  decision: NewDecision,
  keys: SealKeys,
): Promise<NewDecision | undefined> {
  const text = head && (await mirror.file(head, pathOf(decision)));
  if (!text) return undefined;
  const { seal: found, ...record } = recordSchema.parse(JSON.parse(text));
  return verifySeal(fieldsOf(repository, record), found, keys)
    ? record
    : undefined;
}

function messageOf(decisions: NewDecision[]): string {
  const [{ kind, status, reason }] = decisions;
  const subjects = decisions.map(({ subject }) => subject).join(', ');
  return `${kind} ${status}: ${subjects}\n\n${reason}\n`;
}

/**
 * Writes decisions of one kind as a sealed commit; what is there already, word for word, is not written again. Others may
 * write the branch at the same time: the write carries the expected parent and is planned again on what is there.
 *
 * @param options - `mayReplace` keeps from being written what would take the place of something that was not reckoned
 * with; it is asked again whenever the branch moved.
 *
 * @throws where the host refuses the push by a rule.
 */
export async function writeDecisions(options: {
  hosted: HostedRepository;
  mirrors: Mirrors;
  commits: CommitWriter;
  decisions: NewDecision[];
  mayReplace?: (before: NewDecision | undefined, by: NewDecision) => boolean;
  keys: SealKeys;
}): Promise<{ written: NewDecision[] }> {
  const { hosted, mirrors, commits, keys, mayReplace } = options;
  const { repository } = hosted;
  const sealOf = (decision: NewDecision) =>
    seal(fieldsOf(repository, decision), keys);
  let written: NewDecision[] = [];
  const outcome = await writeBranch<'nothing'>({
    commits,
    mirrors,
    hosted,
    branch: STATE_BRANCH,
    plan: async parent => {
      written = [];
      const missing: NewDecision[] = [];
      for (const decision of options.decisions) {
        const before = await recordAt(hosted, parent, decision, keys);
        if (mayReplace?.(before, decision) === false) continue;
        written.push(decision);
        if (!before || sealOf(before) !== sealOf(decision)) {
          missing.push(decision);
        }
      }
      if (missing.length === 0) return { status: 'ended', end: 'nothing' };
      return {
        status: 'planned',
        draft: {
          parent,
          changes: new Map(
            missing.map(decision => [
              pathOf(decision),
              {
                text: `${JSON.stringify(
                  { ...decision, seal: sealOf(decision) },
                  undefined,
                  2,
                )}\n`,
              },
            ]),
          ),
          message: messageOf(missing),
          at: missing[0].at,
        },
      };
    },
  });
  if (outcome.status === 'refused' || outcome.status === 'contended') {
    throw new Error(
      `The decision could not be written to ${repository}. ${outcome.reason}`,
    );
  }
  return { written };
}
