import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A request as the reference implementations' tests send it. */
export interface RequestCase {
  id: string;
  provider: string;
  headers: Record<string, string>;
  query?: Record<string, string>;
  body: string;
}

/** What a push to a Git host means. */
export interface PushCase extends RequestCase {
  expected: {
    status: number;
    events: Array<{ repo: string; revision: string; touchedHead: boolean }>;
  };
}

/** Does a push concern what follows a revision? */
export interface RevisionCase {
  id: string;
  targetRevision: string;
  pushedRevision: string;
  touchedHead: boolean;
  expected: boolean;
}

/** Which image a registry's request names. */
export interface RegistryCase extends RequestCase {
  expected: {
    registry?: string;
    repository?: string;
    tag?: string;
    digest?: string;
    error?: boolean;
    ignored?: boolean;
  };
}

/** Is a request of somebody who knows the secret? */
export interface AuthCase extends RequestCase {
  method: string;
  configuredSecret: string;
  expected: boolean;
}

/** How a request to a receiver is answered. */
export interface ReceiverCase extends RequestCase {
  events: string[];
  secret: string | null;
  expected: { status: number };
}

/** The cases of a set; none where its file is not there. */
export function readCases<T>(folder: string, name: string): T[] {
  const path = join(folder, 'webhooks', `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}
