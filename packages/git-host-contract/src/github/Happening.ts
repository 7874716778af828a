import type {
  QueueEntry,
  StoredActivity,
  StoredCheckRun,
  StoredPull,
  StoredReview,
  StoredStatus,
} from './state';

/** Something that has happened in a repository, and that others may want to know. */
export type Happening =
  | { kind: 'push'; activity: StoredActivity }
  | {
      kind: 'pullRequest';
      action: 'opened' | 'edited' | 'closed' | 'enqueued';
      pull: StoredPull;
    }
  | {
      kind: 'pullRequest';
      action: 'synchronize';
      pull: StoredPull;
      before: string;
      after: string;
    }
  | {
      kind: 'pullRequest';
      action: 'dequeued';
      pull: StoredPull;
      reason: string;
    }
  | { kind: 'review'; pull: StoredPull; review: StoredReview }
  | { kind: 'status'; status: StoredStatus }
  | { kind: 'checkRun'; run: StoredCheckRun }
  | {
      kind: 'mergeGroup';
      action: 'checks_requested' | 'destroyed';
      entry: Required<QueueEntry>;
    };
