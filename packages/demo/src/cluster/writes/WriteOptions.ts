import { User } from '../access/Account';

/** How the server treats fields that it does not know. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

/** What a write is done with, whatever it writes. */
export interface WriteOptions {
  user: User;
  /** The field manager that owns what is written. */
  manager: string;
  /** `server` performs everything but storing. */
  dryRun: 'none' | 'server';
  fieldValidation: FieldValidation;
  /** Takes a line for the Warning header. */
  warn: (text: string) => void;
}

/** Which door of an object a write goes through. */
export type Door = 'main' | 'status' | 'ephemeralcontainers' | 'finalize';
