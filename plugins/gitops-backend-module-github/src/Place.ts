import type { Octokit } from '@octokit/rest';
import type { RepositoryName } from './Address';

/** A repository, with what asks GitHub about it. */
export interface Place extends RepositoryName {
  rest: Octokit['rest'];
  graphql: Octokit['graphql'];
  /** Login of the account that this suite acts as. */
  bot: string;
}

/** The parameters that every request has. */
export function at({ owner, repo }: Place): { owner: string; repo: string } {
  return { owner, repo };
}

/** For people. */
export function nameOf({ owner, repo }: Place): string {
  return `${owner}/${repo}`;
}
