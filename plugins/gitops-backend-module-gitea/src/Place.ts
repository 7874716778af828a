import type { RepositoryName } from './Address';
import type { Client } from './Client';
import type { Settling } from './Settling';

/** A repository, with what asks Gitea about it. */
export interface Place extends RepositoryName {
  client: Client;
  /** Login of the account that this suite acts as. */
  bot: string;
  /** What is known of checks for conflicts that may still run. */
  settling: Settling;
}

/** An address below the repository's own in the API. Each step is encoded, so that none of them leads elsewhere. */
export function at(
  { owner, repo }: Place,
  ...steps: Array<string | number>
): string {
  return ['', 'repos', owner, repo, ...steps]
    .map(step => encodeURIComponent(step))
    .join('/');
}

/** For people. */
export function nameOf({ owner, repo }: Place): string {
  return `${owner}/${repo}`;
}
