import type {
  CommitComparison,
  CommitList,
  CommitSummary,
} from '@backstage-gitops/plugin-gitops-node';
import { runGit, tryGit } from './runGit';

const COMMIT = /^[0-9a-f]{40}$/;

/** Ends a field; git takes no such byte into a name. */
const FIELD = '\0';

async function has(directory: string, commit: string): Promise<boolean> {
  // Anything but an id would be read as a revision, or as an option.
  if (!COMMIT.test(commit)) return false;
  const kind = await tryGit(directory, ['cat-file', '-t', commit]);
  return kind?.trim() === 'commit';
}

/** The commits of one history that another has not, newest first. */
async function without(
  directory: string,
  history: string,
  other: string,
  limit: number,
): Promise<CommitList> {
  const range = `${other}..${history}`;
  const total = Number(
    await runGit(directory, ['rev-list', '--count', range, '--']),
  );
  if (total === 0) return { commits: [], total };
  const output = await runGit(directory, [
    'log',
    '-z',
    `--max-count=${limit}`,
    '--format=%H%x00%an%x00%s',
    range,
    '--',
  ]);
  const fields = output.split(FIELD);
  const commits: CommitSummary[] = [];
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [commit, author, title] = fields.slice(at, at + 3);
    commits.push({ commit, author, title });
  }
  return { commits, total };
}

/** How two commits of a repository differ, whichever of them is the earlier one. */
export async function compareCommits(
  directory: string,
  options: { from: string; to: string; limit: number },
): Promise<CommitComparison> {
  const { from, to, limit } = options;
  const missing: string[] = [];
  for (const commit of new Set([from, to])) {
    if (!(await has(directory, commit))) missing.push(commit);
  }
  if (missing.length > 0) return { status: 'unknown', missing };
  return {
    status: 'compared',
    gained: await without(directory, to, from, limit),
    lost: await without(directory, from, to, limit),
  };
}
