import type { Trigger } from '@backstage-gitops/policy';

/** What made something a release. */
export type ReleaseOrigin =
  | { on: 'image' }
  | { on: 'gitTag'; name: string; commit: string }
  | {
      on: 'pullRequest';
      number: number;
      /** Its head, which the images were built of. */
      commit: string;
      title?: string;
      url?: string;
      /** Why it does not count any more, in a sentence. */
      withdrawn?: string;
    };

/** One line, as a sealed change carries it: what is needed to tell origins apart. */
export function writeOrigin(origin: ReleaseOrigin): string {
  switch (origin.on) {
    case 'gitTag':
      return `gitTag ${origin.commit} ${origin.name}`;
    case 'pullRequest':
      return `pullRequest ${origin.commit} ${origin.number}`;
    default:
      return 'image';
  }
}

/** Reads what {@link writeOrigin} wrote. */
export function readOrigin(text: string): ReleaseOrigin | undefined {
  if (text === 'image') return { on: 'image' };
  const [, on, commit, name] =
    /^(gitTag|pullRequest) ([0-9a-f]{40,64}) (\S+)$/.exec(text) ?? [];
  if (on === 'gitTag') return { on, commit, name };
  if (on === 'pullRequest') return { on, commit, number: Number(name) };
  return undefined;
}

/** All that made some releases, as {@link writeOrigin} spells it. */
export function allOrigins(
  releases: Array<{ origins: ReleaseOrigin[] }>,
): Set<string> {
  return new Set(releases.flatMap(({ origins }) => origins.map(writeOrigin)));
}

/** What a release is called: by the Git tag that made it, else by the tag of its first image. */
export function versionOf(
  origins: ReleaseOrigin[],
  images: Array<{ tag: string }>,
): string {
  const tag = origins.find(({ on }) => on === 'gitTag');
  return tag?.on === 'gitTag' ? tag.name : images[0].tag;
}

/** All that made a release; of what is known already the later word counts. */
export function joinOrigins(
  known: ReleaseOrigin[],
  later: ReleaseOrigin[],
): ReleaseOrigin[] {
  const origins = new Map(
    [...known, ...later].map(one => [writeOrigin(one), one]),
  );
  return [...origins.values()];
}

/** The triggers of a release, and why its pull requests do not count, where none does. */
export function triggersOf(origins: ReleaseOrigin[]): {
  triggers: Trigger[];
  withdrawn?: string;
} {
  const triggers = [...new Set(origins.map(({ on }) => on))];
  const pulls = origins.flatMap(one => (one.on === 'pullRequest' ? [one] : []));
  const withdrawn = pulls.every(one => one.withdrawn)
    ? pulls.at(-1)?.withdrawn
    : undefined;
  return { triggers, ...(withdrawn ? { withdrawn } : {}) };
}
