import type { ReleaseFacts } from '../../facts';
import { SRE } from './setup';
import type { World } from './World';

export const PEOPLE = ['ann', 'bob', 'cid'].map(name => `user:default/${name}`);
export const [ANN, BOB, CID] = PEOPLE;

/** This suite's own login on the host. */
export const BOT = 'gitops[bot]';

/** Logins of the host, and who they are in the catalog. */
const LOGINS = new Map([
  ['ann1', ANN],
  ['bob1', BOB],
  ['cid1', CID],
  // A machine whose login the catalog maps to a person must not pass for one.
  ['renovate[bot]', ANN],
]);

export const LOGIN_LIST = [...LOGINS.keys(), 'stranger'];

export function byLogin(login: string): string | undefined {
  return LOGINS.get(login);
}

export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

export function groupsOf({ sre }: World, user: string): string[] {
  return sre.has(user) ? [SRE] : [];
}

function release(
  number: number,
  changes: Partial<ReleaseFacts> = {},
): ReleaseFacts {
  return {
    id: `r${number}`,
    version: String(number),
    triggers: ['image'],
    mutable: false,
    announcedAt: '2026-03-01T08:00:00Z',
    ...changes,
  };
}

/** All releases that there can be, by id; their version is their rank. */
export const RELEASES: ReadonlyMap<string, ReleaseFacts> = new Map(
  [
    release(0),
    release(1, { sourceAuthor: CID }),
    release(2, { sourceAuthor: ANN }),
    release(3, { sourceAuthor: CID, mutable: true }),
    release(4, { sourceAuthor: BOB }),
    release(5, { sourceAuthor: ANN, triggers: ['pullRequest'] }),
    release(6),
  ].map(one => [one.id, one]),
);
