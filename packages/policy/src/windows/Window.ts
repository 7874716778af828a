/**
 * When a window is open: weekly, by wall clock in its zone, or from each time that a cron expression names, for a
 * duration in real time. `days` are ISO weekdays, 1 is Monday; `from` and `to` are minutes of the day, and a window whose
 * `to` is not after `from` ends on the day after the one it belongs to.
 *
 * @public
 */
export type Recurrence =
  | { kind: 'weekly'; days: number[]; from: number; to: number }
  | {
      kind: 'cron';
      /** Five fields, Sunday is 0. */
      cron: string;
      /** In milliseconds. */
      duration: number;
    };

/** A time in which promotions may, or may not, go. @public */
export interface Window {
  kind: 'allow' | 'deny';
  recurrence: Recurrence;
  /** IANA name. */
  timezone: string;
  /** Entity references of users and groups that it does not stop. */
  exempt: string[];
  /** As the file writes it, for people. */
  text: string;
}
