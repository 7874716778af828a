import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGit } from '../git/runGit';
import type { DemoPerson } from '../world/people';
import type { World } from '../world/World';

/** How git reaches a repository as somebody. */
export interface GitAccess {
  url: string;
  environment: Record<string, string>;
}

/** Over smart HTTP as the account, with its token in the environment rather than on a command line. */
export function accessByHttp(
  world: World,
  hostUrl: string,
  repository: string,
  login: string,
): GitAccess {
  const credentials = Buffer.from(`${login}:${world.tokens[login]}`);
  return {
    url: `${hostUrl}/${repository}`,
    environment: {
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'http.extraHeader',
      GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials.toString(
        'base64',
      )}`,
    },
  };
}

/** Straight to the repository on disk, telling its hooks who pushes. */
export function accessByFile(directory: string, login: string): GitAccess {
  return { url: directory, environment: { GITOPS_LOCAL_LOGIN: login } };
}

type Git = (...args: string[]) => Promise<Buffer>;

/** Changes a clone of a branch, and pushes it. */
async function pushFromClone(
  { access, branch, person }: Push,
  change: (folder: string, git: Git) => Promise<void>,
  ...options: string[]
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gitops-demo-'));
  const git: Git = (...args) =>
    runGit(folder, args, {
      ...access.environment,
      GIT_AUTHOR_NAME: person.displayName,
      GIT_AUTHOR_EMAIL: person.email,
      GIT_COMMITTER_NAME: person.displayName,
      GIT_COMMITTER_EMAIL: person.email,
    });
  try {
    await git('clone', '--quiet', '--branch', branch, '--', access.url, '.');
    await change(folder, git);
    await git('push', '--quiet', ...options, 'origin', `HEAD:${branch}`);
    return (await git('rev-parse', 'HEAD')).toString().trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Who pushes where. */
interface Push {
  access: GitAccess;
  branch: string;
  person: DemoPerson;
}

/**
 * Replaces the newest commit of a branch by one that changes a little more, as somebody who rewrites it would.
 *
 * @returns the commit that the branch is at now
 */
export function forcePush(push: Push): Promise<string> {
  const change = async (folder: string, git: Git) => {
    const changed = await git('show', '--format=', '--name-only', '-z', 'HEAD');
    const [file] = changed.toString().split('\0');
    await appendFile(
      path.join(folder, file || 'README.md'),
      `# ${push.person.login} was here, past the suite.\n`,
    );
    await git('commit', '--quiet', '--all', '--amend', '--no-edit');
  };
  return pushFromClone(push, change, '--force');
}

/**
 * Replaces a text in a file and pushes that to the branch itself, as somebody who skips the pull request would.
 *
 * @returns the commit that the branch is at now
 * @throws Error where the file is not there, or does not have the text exactly once.
 */
export function pushEdit(
  push: Push,
  edit: { file: string; replace: string; with: string },
): Promise<string> {
  return pushFromClone(push, async (folder, git) => {
    const tracked = await git('ls-files', '-z', '--', edit.file);
    if (tracked.toString() !== `${edit.file}\0`) {
      throw new Error(`There is no file ${edit.file} on ${push.branch}`);
    }
    const file = path.join(folder, edit.file);
    const parts = (await readFile(file, 'utf8')).split(edit.replace);
    if (parts.length !== 2) {
      throw new Error(
        `${edit.file} has "${edit.replace}" ${
          parts.length - 1
        } times; name a text that it has once`,
      );
    }
    await writeFile(file, parts.join(edit.with));
    await git('commit', '--quiet', '--all', '-m', `Change ${edit.file}`);
  });
}
