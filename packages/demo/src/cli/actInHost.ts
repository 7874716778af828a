import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { mainBranch } from '../world/services';
import { requirePerson, requireRepository, type World } from '../world/World';
import {
  accessByFile,
  accessByHttp,
  forcePush,
  type GitAccess,
  pushEdit,
} from './pushPast';
import { isAnswering } from './isAnswering';

/** What somebody does to a pull request. */
export type HostAction =
  | { kind: 'review'; verdict: 'approved' | 'changesRequested' | 'commented' }
  | { kind: 'merge'; method: 'merge' | 'squash'; message?: string }
  | { kind: 'close' }
  | { kind: 'forcePush' };

interface Act {
  world: World;
  /** `deploy` or `acme/deploy`. */
  repository: string;
  number: number;
  /** The account that acts. */
  login: string;
  action: HostAction;
  /** Where the Git host would be reached, if it runs. */
  hostUrl: string;
}

async function requireOpenPullRequest(
  repository: LocalRepository,
  number: number,
) {
  const pullRequest = await repository.pulls.get(number);
  if (!pullRequest) {
    throw new Error(`${repository.name} has no pull request #${number}`);
  }
  const { status } = pullRequest.state;
  if (status !== 'open') {
    throw new Error(
      `Pull request #${number} of ${repository.name} is ${status}; only an open one can be acted on`,
    );
  }
  return pullRequest;
}

/** The first line of a commit message and the rest of it. */
function splitMessage(message: string): { title: string; body?: string } {
  const [title, body] = message.split(/\n+(.*)/s, 2);
  return body ? { title, body } : { title };
}

async function mergeAs(
  repository: LocalRepository,
  { number, login }: Act,
  { method, message }: Extract<HostAction, { kind: 'merge' }>,
): Promise<string> {
  const outcome = await repository.pulls.merge(number, {
    as: login,
    method,
    ...(message && splitMessage(message)),
  });
  switch (outcome.status) {
    case 'merged':
      return `${login} merged #${number} as ${outcome.commit}`;
    case 'notReady':
      throw new Error(`#${number} was not merged: ${outcome.reason}`);
    default:
      throw new Error(
        `#${number} was not merged: its head moved to ${outcome.headCommit}`,
      );
  }
}

async function accessAs(
  repository: LocalRepository,
  { world, login, hostUrl }: Pick<Act, 'world' | 'login' | 'hostUrl'>,
): Promise<GitAccess> {
  return (await isAnswering(hostUrl))
    ? accessByHttp(world, hostUrl, repository.name, login)
    : accessByFile(repository.directory, login);
}

async function findRepository(
  world: World,
  name: string,
): Promise<LocalRepository> {
  return requireRepository(world, name.includes('/') ? name : `acme/${name}`);
}

async function forcePushAs(
  repository: LocalRepository,
  { world, number, login, hostUrl }: Act,
): Promise<string> {
  const { headBranch } = await requireOpenPullRequest(repository, number);
  const commit = await forcePush({
    access: await accessAs(repository, { world, login, hostUrl }),
    branch: headBranch,
    person: requirePerson(world, login),
  });
  return `${login} force-pushed ${headBranch} of #${number}, now at ${commit}`;
}

/**
 * Acts in the Git host as an account, as people do who do not ask the suite.
 *
 * @returns a sentence on what was done
 * @throws Error where the host refuses, or has no such account, repository or pull request.
 */
export async function actInHost(act: Act): Promise<string> {
  const { world, number, login, action } = act;
  requirePerson(world, login);
  const repository = await findRepository(world, act.repository);
  await requireOpenPullRequest(repository, number);
  switch (action.kind) {
    case 'review':
      await repository.pulls.review(number, {
        as: login,
        verdict: action.verdict,
      });
      return `${login} reviewed #${number}: ${action.verdict}`;
    case 'merge':
      return mergeAs(repository, act, action);
    case 'close':
      await repository.pulls.close(number, { as: login });
      return `${login} closed #${number}`;
    default:
      return forcePushAs(repository, act);
  }
}

/**
 * Pushes an edit to a repository's main branch as an account, without a pull request.
 *
 * @returns a sentence on what was done
 * @throws Error where there is no such account, repository, file or text.
 */
export async function pushInHost(
  act: Pick<Act, 'world' | 'repository' | 'login' | 'hostUrl'> & {
    edit: Parameters<typeof pushEdit>[1];
  },
): Promise<string> {
  const { world, login, edit } = act;
  const person = requirePerson(world, login);
  const repository = await findRepository(world, act.repository);
  const commit = await pushEdit(
    { access: await accessAs(repository, act), branch: mainBranch, person },
    edit,
  );
  return `${login} pushed ${commit} to ${mainBranch} of ${repository.name}, without a pull request`;
}
