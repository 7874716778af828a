import type { GitHost } from '@backstage-gitops/plugin-gitops-node';

/** A host that makes commits by its API, and signs them as the app that this suite acts as. */
export type CommittingHost = GitHost & Required<Pick<GitHost, 'createCommit'>>;

export function makesCommits(host: GitHost): host is CommittingHost {
  return host.createCommit !== undefined;
}

/** Why nothing is committed to the repositories of a host that makes no commits. */
export function describeInability({ type }: GitHost): string {
  return `The Git host "${type}" makes no commits of its own, so that it cannot sign them.`;
}
