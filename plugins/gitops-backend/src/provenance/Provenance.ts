import type { Restore } from '@backstage-gitops/plugin-gitops-common';
import { seal, type SealKeys, verifySeal } from './seal';

/** What this suite does to an environment's files. */
export type Action = 'promote' | 'rollback' | 'adopt' | 'revert';

const ACTIONS: readonly string[] = ['promote', 'rollback', 'adopt', 'revert'];

function isAction(text: string | undefined): text is Action {
  return text !== undefined && ACTIONS.includes(text);
}

/** What this suite says about a change it makes, in the commit and in the pull request. */
export interface Provenance {
  /** Entity reference. */
  pipeline: string;
  environment: string;
  action: Action;
  promotion: string;
  release?: string;
  /** `name=repository:tag@digest`, so that a release is found again without a database. */
  images: string[];
  /** What made the release, as `writeOrigin` spells it. */
  origins?: string[];
  /** The pipeline's source commit, as `repository@commit`. */
  source?: string;
  /** A rollback: the commit whose content it restores. */
  restores?: string;
  /** A rollback: what of it is restored. */
  restore?: Restore;
  /** A revert: the commit that it takes back. */
  reverts?: string;
  requestedBy: string;
  reason?: string;
  /** Digest of the environment's own files after the change; of a revert, of all that it changes. */
  content: string;
}

const PREFIX = 'GitOps-';
const SEAL = `${PREFIX}Seal`;
const RESTORE: readonly string[] = ['image', 'imageAndConfiguration'];

function isRestore(text: string | undefined): text is Restore {
  return text !== undefined && RESTORE.includes(text);
}

/** Order is part of what is sealed. */
const FIELDS = [
  ['Pipeline', 'pipeline'],
  ['Environment', 'environment'],
  ['Action', 'action'],
  ['Promotion', 'promotion'],
  ['Release', 'release'],
  ['Source', 'source'],
  ['Restores', 'restores'],
  ['Restore', 'restore'],
  ['Reverts', 'reverts'],
  ['Requested-By', 'requestedBy'],
  ['Reason', 'reason'],
  ['Content', 'content'],
] as const satisfies ReadonlyArray<readonly [string, keyof Provenance]>;

/** A trailer is one line. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function trailersOf(provenance: Provenance): Array<[string, string]> {
  const trailers: Array<[string, string]> = [];
  for (const [name, key] of FIELDS) {
    const value = provenance[key];
    if (value) trailers.push([`${PREFIX}${name}`, oneLine(value)]);
  }
  for (const image of provenance.images) {
    trailers.push([`${PREFIX}Image`, oneLine(image)]);
  }
  for (const origin of provenance.origins ?? []) {
    trailers.push([`${PREFIX}Origin`, oneLine(origin)]);
  }
  return trailers;
}

/** Trailer lines with their seal, for the end of a commit message or a hidden block of a pull request. */
export function writeProvenance(
  provenance: Provenance,
  keys: SealKeys,
): string {
  const trailers = trailersOf(provenance);
  return [...trailers, [SEAL, seal(trailers, keys)]]
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}

/** What a text says about its change, and whether that is proven. */
export type ReadProvenance =
  | { status: 'none' }
  | { status: 'sealed'; provenance: Provenance }
  /** Anyone can write trailers; without our seal over exactly these they prove nothing. */
  | { status: 'forged' };

/** Reads the trailers of a commit message or the block of a pull request. */
export function readProvenance(text: string, keys: SealKeys): ReadProvenance {
  const trailers = [...text.matchAll(/^(GitOps-[A-Za-z-]+): (.*?)\r?$/gm)].map(
    ([, name, value]): [string, string] => [name, value.trim()],
  );
  if (trailers.length === 0) return { status: 'none' };
  const found = trailers.find(([name]) => name === SEAL)?.[1] ?? '';
  const fields = trailers.filter(([name]) => name !== SEAL);
  if (!verifySeal(fields, found, keys)) return { status: 'forged' };
  const get = (name: string) =>
    fields.find(([field]) => field === `${PREFIX}${name}`)?.[1];
  const all = (name: string) =>
    fields
      .filter(([field]) => field === `${PREFIX}${name}`)
      .map(([, value]) => value);
  const action = get('Action');
  const restore = get('Restore');
  return {
    status: 'sealed',
    provenance: {
      pipeline: get('Pipeline') ?? '',
      environment: get('Environment') ?? '',
      action: isAction(action) ? action : 'promote',
      promotion: get('Promotion') ?? '',
      release: get('Release'),
      source: get('Source'),
      restores: get('Restores'),
      ...(isRestore(restore) ? { restore } : {}),
      reverts: get('Reverts'),
      requestedBy: get('Requested-By') ?? '',
      reason: get('Reason'),
      content: get('Content') ?? '',
      images: all('Image'),
      origins: all('Origin'),
    },
  };
}
