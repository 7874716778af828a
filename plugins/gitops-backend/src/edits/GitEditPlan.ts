import type { HostedRepository } from '../git/Mirrors';
import type { Changes } from '../git/tree';

/** Texts of files that would change, on one commit. */
export interface GitEditPlan {
  hosted: HostedRepository;
  branch: string;
  /** The branch's head, which the changes are made on. */
  head: string;
  changes: Changes;
  /** Where it is written, for people. */
  sentence: string;
}
