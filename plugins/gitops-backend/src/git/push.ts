import { type GitRemote } from '@backstage-gitops/plugin-gitops-node';
import { authorizationEnvironment, git, GitError } from './git';

/** What became of a push. */
export type PushOutcome =
  | { status: 'pushed' }
  /** The branch is no longer where it was expected: plan again on what is there now. */
  | { status: 'stale' }
  /** A rule of the host: no retry helps. */
  | { status: 'refused'; rule: string; message: string };

/** What a server prints that refused by a rule and not by accident. */
const RULES: Array<[RegExp, string]> = [
  [
    /protected branch|GH006|GitLab: You are not allowed to push/i,
    'protected branch',
  ],
  [/must be signed|verified signature|GPG/i, 'signed commits'],
  [/GH013|repository rule/i, 'repository rules'],
  [/pre-receive hook declined|update hook|hook declined/i, 'hook'],
  [/permission|denied|403|not authorized/i, 'permission'],
];

/** Reads the answer of `git push --porcelain`; undefined where it says nothing that is known. */
export function readPushFailure(
  text: string,
): Exclude<PushOutcome, { status: 'pushed' }> | undefined {
  if (
    /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists|incorrect old value/i.test(
      text,
    )
  ) {
    return { status: 'stale' };
  }
  for (const [pattern, rule] of RULES) {
    if (pattern.test(text)) {
      const message = text
        .split('\n')
        .filter(line => /^(remote:|!)/.test(line) && line.length > 9)
        .map(line => line.replace(/^(remote:|!)\s*/, '').trim())
        .join(' ')
        .slice(0, 500);
      return { status: 'refused', rule, message: message || text.trim() };
    }
  }
  return undefined;
}

/**
 * Moves a branch, provided it is still at `expected`.
 *
 * @param options - `commit` undefined deletes the branch; `expected` undefined means that it must not exist yet.
 */
export async function push(options: {
  directory: string;
  remote: GitRemote;
  branch: string;
  commit: string | undefined;
  expected: string | undefined;
}): Promise<PushOutcome> {
  const { directory, remote, branch, commit, expected } = options;
  const ref = `refs/heads/${branch}`;
  try {
    await git(
      [
        'push',
        '--porcelain',
        `--force-with-lease=${ref}:${expected ?? ''}`,
        '--end-of-options',
        remote.url,
        `${commit ?? ''}:${ref}`,
      ],
      { directory, env: authorizationEnvironment(remote.authorization) },
    );
    return { status: 'pushed' };
  } catch (error) {
    if (error instanceof GitError) {
      const known = readPushFailure(`${error.stderr}\n${error.stdout}`);
      if (known) return known;
    }
    throw error;
  }
}
