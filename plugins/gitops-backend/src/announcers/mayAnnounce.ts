import type { AnnounceSpec } from '@backstage-gitops/plugin-gitops-common';
import { normalizeRepository } from '../git/Mirrors';
import type { Declaration } from '../pipelines/Declaration';
import type { Announcing, Job } from './Announcing';

/** What is known of the pipeline that somebody wants to announce a release of. */
export interface Announced {
  entityRef: string;
  /** The repository of its file; missing where there is no such pipeline, or none that was ever read. */
  repository?: string;
  declaration?: Pick<Declaration, 'announce' | 'environments'>;
}

/** May they announce? */
export type AnnounceVerdict =
  | { status: 'allowed' }
  | { status: 'refused'; reason: string };

/** Hosts take names of repositories in any case, and give no two of them the same. */
export function isSameRepository(one: string, other: string): boolean {
  return (
    normalizeRepository(one).toLowerCase() ===
    normalizeRepository(other).toLowerCase()
  );
}

function matchesRef(ref: string, pattern: string): boolean {
  return pattern.endsWith('*')
    ? ref.startsWith(pattern.slice(0, -1))
    : ref === pattern;
}

/** What the file asks of jobs, and asked before where an edit of it waits to be accepted: both hold meanwhile. */
function rulesOf({
  announce = {},
  environments,
}: NonNullable<Announced['declaration']>): AnnounceSpec[] {
  return [
    announce,
    ...environments.flatMap(({ held }) => (held ? [held.announce ?? {}] : [])),
  ];
}

function judgeJob(
  { repository, path, ref, environment }: Job,
  announced: Announced,
): AnnounceVerdict {
  const rules = announced.declaration ? rulesOf(announced.declaration) : [];
  const isOurs = (rule: AnnounceSpec) => {
    const own = rule.repository ?? announced.repository;
    return own !== undefined && isSameRepository(own, repository);
  };
  if (rules.length === 0 || !rules.every(isOurs)) {
    // The same where there is no such pipeline: anybody can have a token of a public CI.
    return {
      status: 'refused',
      reason: `${path} may not announce releases of ${announced.entityRef}: only CI of the pipeline's own repository may, or of the one that spec.announce.repository names.`,
    };
  }
  for (const { refs } of rules) {
    if (refs && !refs.some(pattern => matchesRef(ref, pattern))) {
      return {
        status: 'refused',
        reason: `${ref} may not announce releases of ${
          announced.entityRef
        }: spec.announce.refs of the pipeline file has ${refs.join(', ')}.`,
      };
    }
  }
  for (const { environment: asked } of rules) {
    if (asked !== undefined && asked !== environment) {
      return {
        status: 'refused',
        reason: `A job ${
          environment ? `in the environment ${environment}` : 'without one'
        } may not announce releases of ${
          announced.entityRef
        }: spec.announce.environment of the pipeline file is ${asked}.`,
      };
    }
  }
  return { status: 'allowed' };
}

/** Decides whether somebody who proved who they are may announce releases of a pipeline. */
export function mayAnnounce(
  announcing: Announcing,
  announced: Announced,
): AnnounceVerdict {
  if (announcing.kind === 'job') return judgeJob(announcing.job, announced);
  return announcing.pipelines.includes(announced.entityRef)
    ? { status: 'allowed' }
    : {
        status: 'refused',
        reason: `announcer:${announcing.name} may not announce releases of ${announced.entityRef}: it is not listed for it below gitops.announcers.`,
      };
}
