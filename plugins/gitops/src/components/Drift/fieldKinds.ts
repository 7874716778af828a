import type { FieldDrift } from '@backstage-gitops/plugin-gitops-common';

/** What each kind of difference is called, and what it means. */
export const FIELD_KINDS: Record<
  FieldDrift['kind'],
  { label: string; meaning: string }
> = {
  Changed: {
    label: 'Changed',
    meaning: 'Git sets this field, and the cluster has another value.',
  },
  Added: {
    label: 'Added',
    meaning:
      'Git does not set this field; a person or a tool in their hands did.',
  },
  Overridden: {
    label: 'Overridden',
    meaning:
      'The cluster rewrites the value of Git whenever it is applied. Not drift.',
  },
  NotInGit: {
    label: 'Not in Git',
    meaning: 'A controller sets this field, and Git leaves it open. Not drift.',
  },
};

/** Whether a difference makes its object drift; the others are information. */
export function isDrift({ kind }: FieldDrift): boolean {
  return kind === 'Changed' || kind === 'Added';
}
