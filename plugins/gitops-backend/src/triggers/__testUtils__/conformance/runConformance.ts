import {
  type AuthCase,
  type PushCase,
  readCases,
  type ReceiverCase,
  type RegistryCase,
  type RevisionCase,
} from './cases';
import { gradeAll, type SetResult } from './Grade';
import { gradeAuth } from './sets/auth';
import { gradePush } from './sets/pushes';
import { gradeReceiver } from './sets/receivers';
import { gradeRegistry } from './sets/registries';
import { gradeRevision } from './sets/revisions';

/** Grades the receivers on all cases of webhooks. */
export function runConformance(folder: string): SetResult[] {
  return [
    gradeAll(
      'webhooks/git-push',
      readCases<PushCase>(folder, 'git-push'),
      gradePush,
    ),
    gradeAll(
      'webhooks/revision-match',
      readCases<RevisionCase>(folder, 'revision-match'),
      gradeRevision,
    ),
    gradeAll(
      'webhooks/registry',
      readCases<RegistryCase>(folder, 'registry'),
      gradeRegistry,
    ),
    gradeAll('webhooks/auth', readCases<AuthCase>(folder, 'auth'), gradeAuth),
    gradeAll(
      'webhooks/receiver',
      readCases<ReceiverCase>(folder, 'receiver'),
      gradeReceiver,
    ),
  ];
}
