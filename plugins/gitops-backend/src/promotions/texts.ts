import type { Verdict } from '@backstage-gitops/policy';
import type { PullRequestContent } from '@backstage-gitops/plugin-gitops-node';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';

/** What people read of a promotion in Git and on the host. */
export interface PromotionSubject {
  title: string;
  environment: EnvironmentDeclaration;
  promotion: StoredPromotion;
  release?: StoredRelease;
}

/** The first line of the commit and the title of the pull request. */
export function subjectLine(subject: PromotionSubject): string {
  const { title, environment, promotion, release } = subject;
  return promotion.kind === 'rollback'
    ? `Roll back ${title} in ${environment.name} to ${
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
  if (promotion.reason) lines.push(promotion.reason, '');
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

const MARKS: Record<Verdict['status'], string> = {
  passed: 'x',
  bypassed: 'x',
  waiting: ' ',
  needsSomeone: ' ',
  failed: ' ',
};

/** The pull request as it should read now: what it brings, its gates, and the sealed block that finds it again. */
export function pullRequestContent(
  subject: PromotionSubject,
  gates: Verdict[],
  trailers: string,
): PullRequestContent {
  const { release, promotion, environment } = subject;
  const source = release?.source;
  const body = [
    promotion.kind === 'rollback'
      ? `Restores what ${environment.name} held after ${promotion.restores}.`
      : `Brings ${release?.version ?? 'a release'} to ${environment.name}.`,
    ...(promotion.reason ? ['', promotion.reason] : []),
    '',
    ...(release?.images ?? []).map(
      image =>
        `- \`${image.repository}:${image.tag}${
          image.digest ? `@${image.digest}` : ''
        }\``,
    ),
    ...(source
      ? [
          `- built from ${source.repository}@${source.commit.slice(0, 12)}${
            source.author ? ` by ${source.author.name}` : ''
          }`,
        ]
      : []),
    '',
    '### Gates',
    ...gates.map(
      gate => `- [${MARKS[gate.status]}] **${gate.name}**: ${gate.reason}`,
    ),
    '',
    '<!-- gitops',
    trailers,
    '-->',
  ];
  return {
    title: subjectLine(subject),
    body: `${body.join('\n')}\n`,
    labels: environment.labels,
  };
}
