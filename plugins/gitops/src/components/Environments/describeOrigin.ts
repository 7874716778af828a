import type { Change } from '@backstage-gitops/plugin-gitops-common';

/** Where a change came from, claiming no more than is proven. */
export function describeOrigin({ origin, pullRequest }: Change): string {
  switch (origin) {
    case 'promotion':
      return 'Promoted by GitOps for Backstage';
    case 'rollback':
      return 'Rolled back by GitOps for Backstage';
    case 'adoption':
      return 'Taken over from the cluster by GitOps for Backstage';
    case 'revert':
      return 'Taken back by GitOps for Backstage';
    case 'pullRequest':
      return pullRequest === undefined
        ? 'Merged by people, from a pull request'
        : `Merged by people, from their pull request (#${pullRequest})`;
    default:
      return 'Changed in Git by other means';
  }
}
