import { z } from 'zod';
import { refusalOf } from '../mergeQueue';
import { moveBranches } from '../moveBranches';
import { nodeId } from '../present/links';
import type { StoredRepository } from '../state';
import { commitObject } from './commitObject';
import { FieldRefusal, type GraphObject } from './execute';
import { entryObject } from './pullObject';
import type { GraphqlCall } from './answerGraphql';

const enqueueing = z.object({
  pullRequestId: z.string(),
  expectedHeadOid: z.string().optional(),
});

const committing = z.object({
  branch: z.object({
    repositoryNameWithOwner: z.string(),
    branchName: z.string(),
  }),
  message: z.object({ headline: z.string(), body: z.string().default('') }),
  fileChanges: z.object({
    additions: z
      .array(z.object({ path: z.string(), contents: z.base64() }))
      .default([]),
    deletions: z.array(z.object({ path: z.string() })).default([]),
  }),
  expectedHeadOid: z.string(),
});

function parse<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new FieldRefusal('argumentLiteralsIncompatible', parsed.error.message);
}

const missing = (what: string) =>
  new FieldRefusal('NOT_FOUND', `Could not resolve to ${what}.`);

async function enqueue(
  { state, queues, by }: GraphqlCall,
  input: unknown,
): Promise<GraphObject> {
  const { pullRequestId, expectedHeadOid } = parse(enqueueing, input);
  for (const repository of state.repositories) {
    const pull = repository.pulls.find(
      ({ id }) => nodeId('PullRequest', id) === pullRequestId,
    );
    if (!pull) continue;
    const refusal = await refusalOf(repository, pull, expectedHeadOid);
    if (refusal) throw new FieldRefusal('UNPROCESSABLE', refusal);
    const entry = await queues.add(repository, pull, by);
    return {
      __typename: 'EnqueuePullRequestPayload',
      mergeQueueEntry: entryObject(entry),
    };
  }
  throw missing(`a node with the global id of '${pullRequestId}'`);
}

/** Why the branch takes no commit that no pull request brings. */
function protectionOf({ protections }: StoredRepository, branch: string) {
  const protection = protections.get(branch);
  if (protection?.mergeQueue) {
    return 'Changes must be made through the merge queue';
  }
  if (protection && protection.approvals > 0) {
    return 'Changes must be made through a pull request.';
  }
  const [check] = protection?.checks ?? [];
  return check && `Required status check "${check}" is expected.`;
}

async function commit(
  { state, by }: GraphqlCall,
  input: unknown,
): Promise<GraphObject> {
  const { branch, message, fileChanges, expectedHeadOid } = parse(
    committing,
    input,
  );
  const [owner, name] = branch.repositoryNameWithOwner.split('/');
  const repository = state.repository(owner, name);
  if (!repository) throw missing('a Repository');
  const { git, signed } = repository;
  const { branchName } = branch;
  const tip = await git.tip(branchName);
  if (!tip) throw missing(`a Ref with the name '${branchName}'`);
  if (tip !== expectedHeadOid) {
    throw new FieldRefusal(
      'STALE_DATA',
      `Expected branch to point to "${expectedHeadOid}" but it did not. Pull and try again.`,
    );
  }
  const rule = protectionOf(repository, branchName);
  if (rule) throw new FieldRefusal('BRANCH_PROTECTION_RULE_VIOLATION', rule);
  const { headline, body } = message;
  const files = [
    ...fileChanges.deletions.map(({ path }) => [path, undefined]),
    ...fileChanges.additions.map(({ path, contents }) => [
      path,
      Buffer.from(contents, 'base64').toString(),
    ]),
  ];
  const made = await moveBranches(state, repository, by, () =>
    git.commit(
      branchName,
      Object.fromEntries(files),
      body ? `${headline}\n\n${body}` : headline,
      by.login,
    ),
  );
  signed.add(made);
  return {
    __typename: 'CreateCommitOnBranchPayload',
    commit: commitObject(repository, made),
  };
}

/** What can be done. */
export function mutationObject(call: GraphqlCall): GraphObject {
  return {
    __typename: 'Mutation',
    enqueuePullRequest: ({ input }: { input: unknown }) => enqueue(call, input),
    createCommitOnBranch: ({ input }: { input: unknown }) =>
      commit(call, input),
  };
}
