import type { Signature } from '../git/commit';
import type { Changes } from '../git/commit';
import { type HostedRepository } from '../git/Mirrors';
import { readContent } from '../environments/readContent';
import { type Provenance, writeProvenance } from '../provenance/Provenance';
import { type SealKeys } from '../provenance/seal';
import { writeImage } from '../releases/fromProvenance';
import { writeOrigin } from '../releases/origins';
import { commitMessage, type PromotionSubject } from './texts';

/** A commit that is built and not pushed. */
export interface Built {
  commit: string;
  /** Digest of the environment's own files after it. */
  content: string;
  trailers: string;
}

/**
 * Builds the commit of a planned change, sealed over the content it makes.
 *
 * @throws where the environment could not be read after the change: such a change is never pushed.
 */
export async function buildChange(options: {
  hosted: HostedRepository;
  parent: string;
  changes: Changes;
  entityRef: string;
  subject: PromotionSubject;
  committer: Signature;
  sealKeys: SealKeys;
  at: string;
}): Promise<Built> {
  const { hosted, parent, changes, entityRef, subject, committer, at } =
    options;
  const { promotion, release, environment } = subject;
  const draft = { parent, changes, author: committer, committer, at };
  const unsealed = await hosted.mirror.buildCommit({ ...draft, message: '' });
  const after = await readContent(hosted.mirror, unsealed, environment);
  if (after.status === 'failed') {
    throw new Error(
      `After this change ${environment.name} could not be read: ${after.problem}`,
    );
  }
  const content = after.content.digest;
  const provenance: Provenance = {
    pipeline: entityRef,
    environment: environment.name,
    action: promotion.kind === 'rollback' ? 'rollback' : 'promote',
    promotion: promotion.id,
    release: release?.id,
    images: (release?.images ?? []).map(writeImage),
    origins: (release?.origins ?? []).map(writeOrigin),
    source: release?.source
      ? `${release.source.repository}@${release.source.commit}`
      : undefined,
    restores: promotion.restores,
    restore: promotion.restore,
    requestedBy: promotion.requester ?? 'automation',
    reason: promotion.reason,
    content,
  };
  const trailers = writeProvenance(provenance, options.sealKeys);
  const commit = await hosted.mirror.buildCommit({
    ...draft,
    message: commitMessage(subject, trailers),
  });
  return { commit, content, trailers };
}
