import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';

/** What people read of a promotion in Git and on the host. */
export interface PromotionSubject {
  title: string;
  environment: Pick<
    EnvironmentDeclaration,
    'name' | 'place' | 'edits' | 'labels' | 'templates'
  >;
  promotion: StoredPromotion;
  release?: StoredRelease;
}

/** The first line of the commit and the title of the pull request. */
export function subjectLine(subject: PromotionSubject): string {
  const { title, environment, promotion, release } = subject;
  return promotion.kind === 'rollback'
    ? `Roll back ${
        promotion.restore === 'image' ? 'the image of ' : ''
      }${title} in ${environment.name} to ${
        promotion.restores?.slice(0, 12) ?? 'an earlier state'
      }`
    : `Promote ${title} ${release?.version ?? ''} to ${environment.name}`;
}

/** A whole commit message; `trailers` come from `writeProvenance`. */
export function commitMessage(
  subject: PromotionSubject,
  trailers: string,
): string {
  const { release, promotion } = subject;
  const lines = [subjectLine(subject), ''];
  // A reason is somebody's words, and no trailer.
  if (promotion.reason) {
    lines.push(promotion.reason.replace(/^GitOps-/gm, ' $&'), '');
  }
  for (const image of release?.images ?? []) {
    lines.push(
      `${image.repository}:${image.tag}${
        image.digest ? `@${image.digest}` : ''
      }`,
    );
  }
  if (release) lines.push('');
  return `${[...lines, trailers].join('\n')}\n`;
}
