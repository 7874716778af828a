import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import {
  hasCommit,
  listBranches,
  listCommits,
  listFiles,
  readBlob,
  readBranchDifference,
  readCommitDifference,
} from '../git/readRepository';
import { mainBranch } from '../world/services';
import type { Html } from './html';
import { blobPage } from './pages/blobPage';
import { commitPage } from './pages/commitPage';
import { pullRequestPage, type PullRequestView } from './pages/pullRequestPage';
import { repositoryPage } from './pages/repositoryPage';
import type { Route } from './route';

const COMMITS_ON_A_PAGE = 50;

type PageOf<Kind extends Route['kind']> = Extract<Route, { kind: Kind }>;

async function renderRepository(
  repository: LocalRepository,
  route: PageOf<'repository'>,
): Promise<Html | undefined> {
  const { directory } = repository;
  const branch = route.branch ?? mainBranch;
  const branches = await listBranches(directory);
  if (!branches.some(({ name }) => name === branch)) return undefined;
  return repositoryPage({
    repository: route.repository,
    branch,
    branches,
    commits: await listCommits(
      directory,
      `refs/heads/${branch}`,
      COMMITS_ON_A_PAGE,
    ),
    files: await listFiles(directory, branch),
    pullRequests: await repository.pulls.list(),
  });
}

async function renderCommit(
  { directory }: LocalRepository,
  route: PageOf<'commit'>,
): Promise<Html | undefined> {
  if (!(await hasCommit(directory, route.commit))) return undefined;
  const [commit] = await listCommits(directory, route.commit, 1);
  return commitPage({
    repository: route.repository,
    commit,
    changes: await readCommitDifference(directory, route.commit),
  });
}

/** What a pull request is compared with: once merged, its base branch holds the change itself. */
function baseOf({ state, baseBranch }: PullRequestView): string {
  return state.status === 'merged'
    ? `${state.commit}^1`
    : `refs/heads/${baseBranch}`;
}

async function renderPullRequest(
  repository: LocalRepository,
  route: PageOf<'pullRequest'>,
): Promise<Html | undefined> {
  const pullRequest = await repository.pulls.get(route.number);
  if (!pullRequest) return undefined;
  return pullRequestPage({
    repository: route.repository,
    pullRequest,
    conversation: await repository.pulls.conversation(route.number),
    reviews: await repository.pulls.reviews(route.number),
    changes: await readBranchDifference(
      repository.directory,
      baseOf(pullRequest),
      pullRequest.headCommit,
    ),
  });
}

async function renderBlob(
  { directory }: LocalRepository,
  route: PageOf<'blob'>,
): Promise<Html | undefined> {
  const blob = await readBlob(directory, route.branch, route.path);
  return blob && blobPage({ ...route, content: blob.content.toString() });
}

/** A page of a repository, or undefined where it has no such thing. */
export async function renderPage(
  repository: LocalRepository,
  route: PageOf<'repository' | 'commit' | 'pullRequest' | 'blob'>,
): Promise<Html | undefined> {
  switch (route.kind) {
    case 'repository':
      return renderRepository(repository, route);
    case 'commit':
      return renderCommit(repository, route);
    case 'pullRequest':
      return renderPullRequest(repository, route);
    default:
      return renderBlob(repository, route);
  }
}
