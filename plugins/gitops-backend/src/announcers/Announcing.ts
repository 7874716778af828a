import type { OidcIssuer } from './settings';

/** A job of CI, as its identity token says. */
export interface Job {
  ci: OidcIssuer['ci'];
  /** As CI names its repository, such as `acme/payments`. */
  path: string;
  /** The repository's URL. */
  repository: string;
  /** The whole one, such as `refs/heads/main`. */
  ref: string;
  /** The environment that CI itself deploys to. */
  environment?: string;
  /** What it runs on. */
  commit: string;
}

/** Who announces without credentials of Backstage. */
export type Announcing =
  | { kind: 'secret'; name: string; pipelines: string[] }
  | { kind: 'job'; job: Job };

/** How CI is named where people read who announced. */
const CI_NAMES = { githubActions: 'github', gitlabCi: 'gitlab' };

/** Most characters of a name that is stored; a branch can be named at length. */
const LONGEST_NAME = 255;

/** Who announces, in few words: what requests are counted by. */
export function kindOf(announcing: Announcing): string {
  return announcing.kind === 'secret'
    ? `announcer:${announcing.name}`
    : `oidc:${CI_NAMES[announcing.job.ci]}`;
}

/** Who announces, for the record: `announcer:jenkins`, `oidc:github:acme/payments@refs/heads/main`. */
export function nameOf(announcing: Announcing): string {
  if (announcing.kind === 'secret') return kindOf(announcing);
  const { path, ref } = announcing.job;
  return `${kindOf(announcing)}:${path}@${ref}`.slice(0, LONGEST_NAME);
}
