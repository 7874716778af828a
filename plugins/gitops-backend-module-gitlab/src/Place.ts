import type { Connection } from './connect';

/** A project, with what asks GitLab about it. */
export interface Place extends Connection {
  /** Its path, such as `acme/platform/deploy`. */
  project: string;
  /** Username of the account that this suite acts as. */
  bot: string;
}
