import {
  type CommitOutcome,
  TerminalHostError,
} from '@backstage-gitops/plugin-gitops-node';
import { z } from 'zod';
import { askGraphql } from './askGraphql';
import { nameOf, type Place } from './Place';

const COMMIT = `mutation($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const answer = z.object({
  createCommitOnBranch: z
    .object({ commit: z.object({ oid: z.string() }).nullable() })
    .nullable(),
});

export interface NewCommit {
  branch: string;
  expectedHead: string;
  message: string;
  changes: ReadonlyMap<string, string | undefined>;
}

function toInput(
  place: Place,
  { branch, expectedHead, message, changes }: NewCommit,
) {
  const [headline, ...rest] = message.split('\n');
  const files = [...changes];
  return {
    branch: {
      repositoryNameWithOwner: nameOf(place),
      branchName: branch,
    },
    expectedHeadOid: expectedHead,
    message: { headline, body: rest.join('\n').trim() },
    fileChanges: {
      additions: files.flatMap(([path, text]) =>
        text === undefined
          ? []
          : [{ path, contents: Buffer.from(text).toString('base64') }],
      ),
      deletions: files.flatMap(([path, text]) =>
        text === undefined ? [{ path }] : [],
      ),
    },
  };
}

/** Commits by GitHub's API, which signs it with GitHub's own key and names the app as its author. */
export async function createCommit(
  place: Place,
  commit: NewCommit,
): Promise<CommitOutcome> {
  const what = `commit to ${commit.branch} of ${nameOf(place)}`;
  const { data, problems } = await askGraphql(what, place, {
    query: COMMIT,
    variables: { input: toInput(place, commit) },
    answer,
    refusals: 'all',
  });
  const made = data.createCommitOnBranch?.commit;
  if (made) return { status: 'created', commit: made.oid };
  const reason = problems.map(({ message }) => message).join(' ');
  if (problems.some(({ type }) => type === 'STALE_DATA')) {
    return { status: 'headMoved' };
  }
  if (problems.some(({ type }) => type === 'NOT_FOUND')) {
    throw new TerminalHostError(`GitHub did not ${what}: ${reason}`);
  }
  return { status: 'refused', reason };
}
