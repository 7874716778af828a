import { excluded, type Excluded } from './excluded';
import { matches } from './pattern';
import { runsOn } from './platform';
import type { CompiledTagRule, TagRule } from './TagRule';
import {
  comparedText,
  comparePreference,
  compareTexts,
  readValue,
  type TagFacts,
  type TagValue,
} from './tagValue';
import { placeInRange } from './versionRange';

/** A tag that makes no release by a rule. @public */
export type TagExcluded = Excluded<keyof TagRule>;

/** Does a tag make a release, and why not. @public */
export type TagVerdict =
  | {
      status: 'eligible';
      /** What it is compared by: the tag, what was extracted from it, or a time. */
      comparedBy: string;
    }
  | TagExcluded;

type Weighed = { status: 'eligible'; value: TagValue } | TagExcluded;

/** Why a text cannot be compared. */
function incomparable(
  { select, versions }: CompiledTagRule,
  name: string,
  text: string,
): TagExcluded {
  const said = text === name ? `"${name}"` : `"${text}", taken from "${name}",`;
  if (select === 'newest') {
    return excluded('select', `Nobody knows when "${name}" was built.`);
  }
  if (select === 'numeric') {
    return excluded('select', `${said} is no decimal number.`);
  }
  return excluded(
    'select',
    versions === 'full'
      ? `${said} is no semantic version of three numbers, such as 1.2.3 or v1.2.3.`
      : `${said} is no version, such as 1.2.3, v1.2 or 1.`,
  );
}

/** Why the patterns and the name that is watched keep a tag out; undefined where they do not. */
function judgeName(
  { tags, ignore, reserved, watched }: CompiledTagRule,
  name: string,
): TagExcluded | undefined {
  if (watched !== undefined && name !== watched) {
    return excluded(
      'range',
      `"${name}" is not "${watched}", which is watched.`,
    );
  }
  if (tags.length > 0 && !tags.some(pattern => matches(pattern, name))) {
    const patterns = tags.map(pattern => pattern.pattern()).join(' or ');
    return excluded('tags', `"${name}" does not match ${patterns}.`);
  }
  if (reserved.some(pattern => matches(pattern, name))) {
    return excluded(
      'reserved',
      `"${name}" is the tag of a pull request's image, which no other rule takes.`,
    );
  }
  const ignored = ignore.find(pattern => matches(pattern, name));
  return (
    ignored &&
    excluded(
      'ignore',
      `"${name}" matches ${ignored.pattern()}, which is ignored.`,
    )
  );
}

/** Why a range keeps a version out; undefined where it does not. */
function judgeRange(
  { range }: CompiledTagRule,
  value: TagValue,
): TagExcluded | undefined {
  if (!range || value.kind !== 'version') return undefined;
  switch (placeInRange(range, value.version)) {
    case 'inside':
      return undefined;
    case 'prerelease':
      return excluded(
        'range',
        `${value.text} is a prerelease, and ${range.text} takes none; >=1.0.0-0 would take those of every version since.`,
      );
    default:
      return excluded('range', `${value.text} is outside ${range.text}.`);
  }
}

function weigh(rule: CompiledTagRule, tag: TagFacts): Weighed {
  const { name, createdAt, platforms } = tag;
  const refused = judgeName(rule, name);
  if (refused) return refused;
  const text = comparedText(rule, name) ?? '';
  if (text === '') {
    return excluded('extract', `Nothing can be extracted from "${name}".`);
  }
  const value = readValue(rule, text, createdAt);
  if (!value) return incomparable(rule, name, text);
  const outside = judgeRange(rule, value);
  if (outside) return outside;
  return rule.platform && platforms && !runsOn(rule.platform, platforms)
    ? excluded(
        'platform',
        `"${name}" does not run on ${rule.platform}, only on ${
          platforms.join(', ') || 'nothing that is known'
        }.`,
      )
    : { status: 'eligible', value };
}

/**
 * Does a tag make a release by this rule, and if not, what keeps it out?
 *
 * @remarks
 *
 * A tag that cannot be compared is left out, and the others are chosen among. Flux gives up on a repository where one tag
 * is no number; then a single `latest` that somebody pushes would stop all releases.
 *
 * @public
 */
export function judgeTag(rule: CompiledTagRule, tag: TagFacts): TagVerdict {
  const weighed = weigh(rule, tag);
  return weighed.status === 'excluded'
    ? weighed
    : { status: 'eligible', comparedBy: weighed.value.text };
}

/**
 * The tags that make releases, the one to prefer first.
 *
 * @remarks
 *
 * Tags that are worth the same are ordered by their names, as in Kargo and Argo CD Image Updater, so that `1.0.0` comes
 * before `1.0` and every replica finds the same order. Prereleases come before their release; without a range they are
 * versions like others, as in all three tools.
 *
 * @public
 */
export function selectTags<T extends TagFacts>(
  rule: CompiledTagRule,
  tags: T[],
): T[] {
  const eligible = tags.flatMap(tag => {
    const weighed = weigh(rule, tag);
    return weighed.status === 'eligible' ? [{ tag, value: weighed.value }] : [];
  });
  const byName = (one: T, other: T) =>
    rule.prefer === 'highest'
      ? compareTexts(other.name, one.name)
      : compareTexts(one.name, other.name);
  return eligible
    .sort(
      (one, other) =>
        comparePreference(rule, one.value, other.value) ||
        byName(one.tag, other.tag),
    )
    .map(({ tag }) => tag);
}
