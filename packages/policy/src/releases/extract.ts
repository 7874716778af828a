import type { Matcher, RE2JS } from 're2js';
import type { Parsed } from './compiling';

/** A text that is the same for every tag, or a group of the pattern. @public */
export type TagExtractPart =
  | { kind: 'text'; text: string }
  | { kind: 'group'; name: string };

/** What of a tag is compared: texts, and groups of the pattern that the tag matched. @public */
export type TagExtract = TagExtractPart[];

/** The key that a matcher knows a group by. */
function keyOf(name: string): string | number {
  return /^\d+$/.test(name) ? Number(name) : name;
}

function hasGroup(pattern: RE2JS, name: string): boolean {
  const key = keyOf(name);
  return typeof key === 'number'
    ? key <= pattern.groupCount()
    : Object.hasOwn(pattern.namedGroups(), key);
}

function partsOf(text: string): TagExtract {
  const parts: TagExtract = [];
  let end = 0;
  for (const match of text.matchAll(/\$(?:(\$)|(\w+)|\{(\w+)\})/g)) {
    const [all, dollar, bare, braced] = match;
    parts.push({
      kind: 'text',
      text: text.slice(end, match.index) + (dollar ?? ''),
    });
    const name = bare ?? braced;
    if (name !== undefined) parts.push({ kind: 'group', name });
    end = match.index + all.length;
  }
  parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}

/**
 * Reads `extract`, spelled as Flux spells it: `$1`, `$name`, `${1}` and `${name}` are groups of the pattern, `$0` is all
 * of the match, `$$` is a dollar sign, and a name is as long as it can be, so that `$1x` is a group named `1x`.
 *
 * @remarks
 *
 * In Flux a group that the pattern lacks is an empty text, and no tag is ever chosen without anybody being told why.
 * Here it is refused.
 */
export function parseExtract(
  text: string,
  patterns: RE2JS[],
): Parsed<TagExtract> {
  if (patterns.length === 0) {
    return {
      status: 'invalid',
      reason: `there is no pattern that ${text} could take a group from; write one below tags`,
    };
  }
  const parts = partsOf(text);
  const names = parts.flatMap(part =>
    part.kind === 'group' ? [part.name] : [],
  );
  for (const name of names) {
    const lacking = patterns.find(pattern => !hasGroup(pattern, name));
    if (lacking) {
      return {
        status: 'invalid',
        reason: `the pattern ${lacking.pattern()} has no group ${name}; add it, or write \${...} where text follows a group`,
      };
    }
  }
  return { status: 'valid', value: parts };
}

/** Fills the template with the groups of a match. A group that took no part in it is empty. */
export function expand(extract: TagExtract, match: Matcher): string {
  return extract
    .map(part =>
      part.kind === 'text' ? part.text : match.group(keyOf(part.name)) ?? '',
    )
    .join('');
}
