import type { CommitDraft } from '../git/commit';
import { type HostedRepository } from '../git/Mirrors';
import type { Changes } from '../git/tree';
import { readContent } from '../environments/readContent';
import { type Provenance, writeProvenance } from '../provenance/Provenance';
import { type SealKeys } from '../provenance/seal';
import { writeImage } from '../releases/fromProvenance';
import { writeOrigin } from '../releases/origins';
import { commitMessage, type PromotionSubject } from './texts';

/** A planned change as a commit that is to be made. */
export interface DraftedChange {
  draft: CommitDraft;
  /** Digest of the environment's own files after it. */
  content: string;
  trailers: string;
}

/**
 * Drafts the commit of a planned change, sealed over the content it makes.
 *
 * @throws where the environment could not be read after the change: such a change is never written.
 */
export async function draftChange(options: {
  hosted: HostedRepository;
  parent: string;
  changes: Changes;
  entityRef: string;
  subject: PromotionSubject;
  sealKeys: SealKeys;
  at: string;
}): Promise<DraftedChange> {
  const { hosted, parent, changes, entityRef, subject, at } = options;
  const { promotion, release, environment } = subject;
  const tree = await hosted.mirror.buildTree(parent, changes);
  const after = await readContent(hosted.mirror, tree, environment);
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
  const message = commitMessage(subject, trailers);
  return { draft: { parent, changes, message, at }, content, trailers };
}
