import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { GitHost } from '@backstage-gitops/plugin-gitops-node';
import type { Signature } from './commit';
import type { CommitWriter } from './CommitWriter';
import { HostWriter } from './HostWriter';
import { describeInability, makesCommits } from './makesCommits';
import { PushingWriter } from './PushingWriter';
import { openSigner, type SigningKey } from './signing/openSigner';

/** How commits are signed: with a key, or by the host that makes them. */
export type Signing = SigningKey | { by: 'host' };

/**
 * The one way to commit, as the platform team set it.
 *
 * @returns the writer, and what takes its key from the disk again once nobody writes any more.
 * @throws InputError where that cannot work: the key cannot sign, or no host makes commits.
 */
export async function openCommitWriter(options: {
  committer: Signature;
  signing?: Signing;
  hosts: GitHost[];
  logger: LoggerService;
}): Promise<{ commits: CommitWriter; close: () => void }> {
  const { committer, signing, hosts, logger } = options;
  if (!signing) {
    return { commits: new PushingWriter({ committer }), close: () => {} };
  }
  if ('by' in signing) {
    const unable = hosts.filter(host => !makesCommits(host));
    if (unable.length === hosts.length) {
      throw new InputError(
        `gitops.git.signing.by is "host". ${unable
          .map(describeInability)
          .join(' ')} Set a key in its place.`,
      );
    }
    for (const host of unable) {
      logger.warn(
        `${describeInability(host)} Nothing is committed to its repositories.`,
      );
    }
    return { commits: new HostWriter({ committer }), close: () => {} };
  }
  const { signer, close } = await openSigner(signing);
  logger.info(`Commits are signed with ${signer.description}`);
  return { commits: new PushingWriter({ committer, signer }), close };
}
