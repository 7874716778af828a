import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import type { Workplace } from './Workplace';

/** The status that branch protection requires. */
export const AGGREGATE = 'gitops';

/** Longest description that every host takes. */
const MAX_DESCRIPTION = 140;

/** Sets a status, through the outbox: a host that is away for a while misses none. */
export async function reportStatus(
  { services, hosted }: Pick<Workplace, 'services' | 'hosted'>,
  commit: string,
  status: CommitStatus,
): Promise<void> {
  await services.outbox.add({
    kind: 'status',
    repository: hosted.repository,
    commit,
    status: {
      ...status,
      description: status.description.slice(0, MAX_DESCRIPTION),
    },
  });
}
