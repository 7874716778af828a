import { createHash } from 'node:crypto';
import type { HttpEndpoint } from '@backstage-gitops/policy';
import type { Situation, Workplace } from '../promotions/Workplace';

/** What an endpoint is asked about; `askedAt` is added when it is sent. */
export interface Question {
  /** Entity reference. */
  pipeline: string;
  environment: string;
  promotion: string;
  release?: {
    version: string;
    images: Array<{ repository: string; tag: string; digest?: string }>;
  };
  /** What the release was built from. */
  source?: { repository: string; commit: string };
  /** Missing where promotions are commits. */
  pullRequest?: { url: string; headCommit: string };
  /** The commit of the pipeline file that the promotion is judged by. */
  policyCommit?: string;
}

/** What is asked about the promotion under way. */
export function questionOf(
  { key, pipeline }: Pick<Workplace, 'key' | 'pipeline'>,
  {
    promotion,
    release,
    pullRequest,
  }: Pick<
    NonNullable<Situation['current']>,
    'promotion' | 'release' | 'pullRequest'
  >,
): Question {
  const source = release?.source;
  return {
    pipeline: key.entityRef,
    environment: key.name,
    promotion: promotion.id,
    release: release && {
      version: release.version,
      images: release.images.map(({ repository, tag, digest }) => ({
        repository,
        tag,
        digest,
      })),
    },
    source: source && { repository: source.repository, commit: source.commit },
    pullRequest: pullRequest && {
      url: pullRequest.url,
      headCommit: pullRequest.headCommit,
    },
    policyCommit: promotion.policyCommit ?? pipeline.policyCommit,
  };
}

/** What a question to an endpoint is kept under: a yes to another question is no yes to this one. */
export function digestOf(endpoint: HttpEndpoint, question: Question): string {
  return createHash('sha256')
    .update(JSON.stringify([endpoint.name, endpoint.url, question]))
    .digest('hex');
}
