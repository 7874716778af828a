// What the Git host of the demo holds, as git itself tells it.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

async function git(repository, ...args) {
  const { stdout } = await run('git', [
    `--git-dir=${path.join(
      process.env.GITOPS_DEMO_STATE,
      `git/acme/${repository}.git`,
    )}`,
    ...args,
  ]);
  return stdout.split('\n').filter(Boolean);
}

/** Every commit of every branch that touches a path, and every pull request from a branch, open or not. */
export async function written(repository, { below, branch }) {
  const commits = await git(
    repository,
    ...['log', '--branches', '--format=%H %s', '--', below],
  );
  const records = await git(
    repository,
    ...['for-each-ref', '--format=%(refname)', 'refs/pull/'],
  );
  const pulls = [];
  for (const record of records) {
    const text = await git(repository, 'show', `${record}:pull.json`);
    const pull = JSON.parse(text.join('\n'));
    if (pull.headBranch === branch) pulls.push(record);
  }
  return { commits, pulls };
}
