import type { FoundViolation } from '../protection/recordViolation';
import type { Workplace } from '../promotions/Workplace';
import { type Notice, tabOf } from './Notice';

/** Files that are named; of more only how many. */
const MAX_FILES = 5;

function listed(files: string[]): string {
  const more = files.length - MAX_FILES;
  return [
    ...files.slice(0, MAX_FILES),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(', ');
}

/** Tells a violation to the owners of the pipeline, and to those who approve what goes there. */
export function violationNotice(
  { key, pipeline, environment }: Workplace,
  { commit, reason, files }: FoundViolation,
  at: string,
): Notice {
  return {
    kind: 'notice',
    at,
    scope: `gitops:violation:${key.entityRef}:${key.name}:${commit}`,
    recipients: [
      ...new Set([
        ...pipeline.owners,
        ...(environment.policy.approvals.from ?? []),
      ]),
    ],
    title: `Violation in ${key.name} of ${pipeline.title}`,
    description: `${reason} Files: ${listed(files.map(({ path }) => path))}.`,
    link: tabOf(key.entityRef),
    severity: 'high',
    topic: 'gitops-violation',
  };
}
