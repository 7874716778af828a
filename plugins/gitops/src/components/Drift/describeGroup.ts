import type { ClusterState } from '@backstage-gitops/plugin-gitops-common';
import { countObjects } from './countObjects';
import type { GroupedObjects } from './groupObjects';

interface Verb {
  one: string;
  many: string;
}

const VERBS: Record<keyof GroupedObjects, { now: Verb; then: Verb }> = {
  differing: {
    now: { one: 'differs', many: 'differ' },
    then: { one: 'differed', many: 'differed' },
  },
  unclear: {
    now: { one: 'cannot be compared', many: 'cannot be compared' },
    then: { one: 'could not be compared', many: 'could not be compared' },
  },
  orphaned: {
    now: { one: 'is no longer in Git', many: 'are no longer in Git' },
    then: { one: 'was no longer in Git', many: 'were no longer in Git' },
  },
  annotated: {
    now: {
      one: 'is as Git has it, with fields that others decide',
      many: 'are as Git has them, with fields that others decide',
    },
    then: {
      one: 'was as Git had it, with fields that others decide',
      many: 'were as Git had them, with fields that others decide',
    },
  },
  same: {
    now: { one: 'is as Git has it', many: 'are as Git has them' },
    then: { one: 'was as Git had it', many: 'were as Git had them' },
  },
};

/** What a number of objects has in common, claiming nothing of a cluster that cannot be seen now. */
export function describeGroup(
  group: keyof GroupedObjects,
  count: number,
  sync: ClusterState['sync'],
): string {
  const { now, then } = VERBS[group];
  return sync === 'Unknown'
    ? `When last seen, ${countObjects(count, then)}`
    : countObjects(count, now);
}
