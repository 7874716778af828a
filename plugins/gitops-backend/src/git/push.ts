import { type GitRemote } from '@backstage-gitops/plugin-gitops-node';
import { authorizationEnvironment, git, GitError } from './git';

/** What became of a push. */
export type PushOutcome =
  | { status: 'pushed' }
  /** The branch is no longer where it was expected: plan again on what is there now. */
  | { status: 'stale' }
  /** A rule of the host: no retry helps. */
  | { status: 'refused'; rule: string; message: string };

/** What a server says that refuses by a rule and not by accident. */
const RULES: Array<[RegExp, string]> = [
  [
    /protected branch|GH006|GitLab: You are not allowed to push/i,
    'protected branch',
  ],
  [/must be signed|verified signature|GPG/i, 'signed commits'],
  [/GH013|repository rule/i, 'repository rules'],
  [/pre-receive hook declined|update hook|hook declined/i, 'hook'],
  [/permission|denied|not authorized/i, 'permission'],
];

const MOVED =
  /stale info|fetch first|non-fast-forward|cannot lock ref|failed to update ref|reference already exists|incorrect old value/i;

/** What an HTTP server answers that lets nobody push. */
const FORBIDDEN = /The requested URL returned error: 403\b/;

/**
 * What git and the server say of a push, without the names of branches and addresses, in which every word can stand: what
 * the server prints, and what `--porcelain` puts behind the refs.
 */
function saidOf(text: string): string[] {
  return text
    .split('\n')
    .filter(line => /^(remote:|!)/.test(line))
    .map(line =>
      line.startsWith('!')
        ? line.split('\t').slice(2).join(' ')
        : line.slice('remote:'.length),
    )
    .map(line => line.trim())
    .filter(Boolean);
}

/** Reads the answer of `git push --porcelain`; undefined where it says nothing that is known. */
export function readPushFailure(
  text: string,
): Exclude<PushOutcome, { status: 'pushed' }> | undefined {
  const said = saidOf(text);
  if (said.some(line => MOVED.test(line))) return { status: 'stale' };
  const message = said.join(' ').slice(0, 500);
  for (const [pattern, rule] of RULES) {
    if (pattern.test(message)) return { status: 'refused', rule, message };
  }
  return FORBIDDEN.test(text)
    ? { status: 'refused', rule: 'permission', message: text.trim() }
    : undefined;
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
