import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runGit } from '../git/runGit';
import type { DemoPerson } from '../world/people';
import type { World } from '../world/World';

/** How git reaches a repository as somebody. */
interface GitAccess {
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

/**
 * Replaces the newest commit of a branch by one that changes a little more, as somebody who rewrites it would.
 *
 * @returns the commit that the branch is at now
 */
export async function forcePush(options: {
  access: GitAccess;
  branch: string;
  person: DemoPerson;
}): Promise<string> {
  const { access, branch, person } = options;
  const folder = await mkdtemp(path.join(tmpdir(), 'gitops-demo-'));
  const git = (...args: string[]) =>
    runGit(folder, args, {
      ...access.environment,
      GIT_COMMITTER_NAME: person.displayName,
      GIT_COMMITTER_EMAIL: person.email,
    });
  try {
    await git('clone', '--quiet', '--branch', branch, '--', access.url, '.');
    const changed = await git('show', '--format=', '--name-only', '-z', 'HEAD');
    const [file] = changed.toString().split('\0');
    await appendFile(
      path.join(folder, file || 'README.md'),
      `# ${person.login} was here, past the suite.\n`,
    );
    await git('commit', '--quiet', '--all', '--amend', '--no-edit');
    await git('push', '--quiet', '--force', 'origin', `HEAD:${branch}`);
    return (await git('rev-parse', 'HEAD')).toString().trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
