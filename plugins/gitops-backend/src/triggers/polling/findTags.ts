import type { Clock } from '../../registries/Clock';
import { compareCandidates } from '../../releases/Candidate';
import type { RegistryReader } from '../../registries/RegistryReader';
import type { Candidate, TagChooser, TagFacts, WatchedRule } from './choice';
import type { KnownTags } from './KnownTags';
import type { SeenTags } from './SeenTags';

/** Most tags of one image that may become releases, and that are asked for in one look. */
export const MOST_CANDIDATES = 20;

/** Most tags that are compared by when they were built: each of them has to be asked for. */
const MOST_BY_TIME = 1_000;

/** A tag, and what it means. */
export type FoundTag = Omit<Candidate, 'name'>;

/** Most tags that a rule does not take and that it is said of why. */
const MOST_LEFT = 50;

/** A tag that makes no release, and why. */
export interface PassedOver {
  tag: string;
  reason: string;
}

/** The best tags of an image for a rule, or why there are none now. */
export type FoundTags =
  | {
      status: 'found';
      /** Best first, at most {@link MOST_CANDIDATES}. */
      tags: FoundTag[];
      /** What the rule takes, best first, whether it was asked for or not. */
      taken: string[];
      /** What it takes and cannot be used. */
      passedOver: PassedOver[];
      /** The newest of what it does not take. */
      left: PassedOver[];
      /** When each tag was first seen. */
      seen: ReturnType<SeenTags['note']>;
    }
  /** Which is newest is not known yet; the next looks go on. */
  | { status: 'learning'; known: number; of: number }
  | { status: 'blocked'; reason: string };

/** What looking is done with. */
export interface LookTools {
  reader: Pick<RegistryReader, 'listTags'>;
  known: KnownTags;
  seen: SeenTags;
  chooser: TagChooser;
  clock: Clock;
}

/**
 * Finds the best tags of an image for a rule. Names alone tell the best for most rules, and only these are asked for.
 * By time, every tag that is taken may be the newest: each is asked for once, some in every look, and nothing is found
 * before all are known, for an old image would pass for a new one.
 *
 * @param until - when to leave the rest for the next look, in milliseconds since 1970.
 * @throws RegistryUnavailable, RegistryRefused
 */
export async function findTags(
  repository: string,
  rule: WatchedRule,
  { reader, known, seen, chooser, clock }: LookTools,
  until: number,
): Promise<FoundTags> {
  const listed = await reader.listTags(repository);
  if (listed.status === 'unusable') {
    return { status: 'blocked', reason: listed.reason };
  }
  const { platform, select } = rule;
  const place = (tag: string) => ({ repository, tag, platform });
  const toFacts = (name: string): TagFacts => {
    const tag = known.get(place(name));
    return tag?.status === 'resolved'
      ? { name, createdAt: tag.createdAt, digest: tag.digest }
      : { name };
  };

  const taken = chooser
    .choose(rule, listed.tags.map(toFacts))
    .map(({ name }) => name);
  const wanted = select === 'newest' ? taken : taken.slice(0, MOST_CANDIDATES);
  if (wanted.length > MOST_BY_TIME) {
    return {
      status: 'blocked',
      reason: `${wanted.length} tags of ${repository} match the rule, and each had to be asked for when it was built; more than ${MOST_BY_TIME} are not. Narrow its tags, or select by semver, numeric or alphabetical.`,
    };
  }
  const isKnown = (tag: string) => known.get(place(tag)) !== undefined;
  const toAsk =
    select === 'digest' ? wanted : wanted.filter(tag => !isKnown(tag));
  for (const tag of toAsk.slice(0, MOST_CANDIDATES)) {
    if (clock.now() >= until) break;
    await known.ask(place(tag));
  }
  const learned = wanted.filter(isKnown);
  if (select === 'newest' && learned.length < wanted.length) {
    return { status: 'learning', known: learned.length, of: wanted.length };
  }

  const times = seen.note(repository, listed.tags);
  const tags: FoundTag[] = [];
  const passedOver: PassedOver[] = [];
  for (const { name } of chooser.choose(rule, learned.map(toFacts))) {
    const tag = known.get(place(name));
    if (tag?.status === 'resolved') {
      const { digest, createdAt, source } = tag;
      tags.push({ tag: name, digest, createdAt, source });
    }
    if (tag?.status === 'passedOver') {
      passedOver.push({ tag: name, reason: tag.reason });
    }
  }
  return {
    status: 'found',
    tags: tags.slice(0, MOST_CANDIDATES),
    taken,
    passedOver: passedOver.slice(0, MOST_CANDIDATES),
    left: leftTags(rule, listed.tags, { taken, times, chooser }),
    seen: times,
  };
}

/** The newest tags that a rule does not take, and why. */
function leftTags(
  rule: WatchedRule,
  listed: string[],
  options: {
    taken: string[];
    times: ReturnType<SeenTags['note']>;
    chooser: TagChooser;
  },
): PassedOver[] {
  const taken = new Set(options.taken);
  const newest = listed
    .filter(name => !taken.has(name))
    .map(name => ({
      status: 'excluded' as const,
      name,
      seenAt: options.times.get(name),
    }))
    .sort(compareCandidates);
  const left: PassedOver[] = [];
  for (const { name } of newest) {
    if (left.length === MOST_LEFT) break;
    const reason = options.chooser.explain(rule, name);
    if (reason) left.push({ tag: name, reason });
  }
  return left;
}
