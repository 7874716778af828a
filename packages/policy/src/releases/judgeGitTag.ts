import type { RE2JS } from 're2js';
import { type CompiledRule, RuleReader } from './compiling';
import { excluded, type Excluded } from './excluded';
import { matches, parsePattern } from './pattern';
import { parseTagTemplate, type TagTemplate } from './tagTemplate';

/** Which Git tags make releases, as people write it. @public */
export interface GitTagRule {
  /** A pattern of the tag's name. */
  tags?: string;
  /** A pattern of who made the tag. */
  author?: string;
  /** The tag of the image; the name of the Git tag where it is left out. */
  tag?: string;
}

/** A rule that Git tags can be judged by. @public */
export interface CompiledGitTagRule {
  tags?: RE2JS;
  author?: RE2JS;
  /** The tag of its image: see {@link fillTag}. */
  image: TagTemplate;
}

/** What is known of a Git tag. @public */
export interface GitTagFacts {
  name: string;
  /** The tagger of an annotated tag; else the author of the commit. Missing where neither can be read. */
  author?: string;
}

/** Does a Git tag make a release, and why not. @public */
export type GitTagVerdict =
  | { status: 'eligible' }
  | Excluded<'tags' | 'author'>;

/** Reads a rule, or says everything that is wrong with it. @public */
export function compileGitTagRule({
  tags,
  author,
  tag = '{{name}}',
}: GitTagRule): CompiledRule<CompiledGitTagRule> {
  const reader = new RuleReader();
  return reader.finish({
    ...(tags ? { tags: reader.take('tags', parsePattern(tags)) } : {}),
    ...(author ? { author: reader.take('author', parsePattern(author)) } : {}),
    image: reader.take('tag', parseTagTemplate(tag, 'gitTag')) ?? [],
  });
}

/** Does a Git tag make a release by this rule, and if not, what keeps it out? @public */
export function judgeGitTag(
  rule: CompiledGitTagRule,
  { name, author }: GitTagFacts,
): GitTagVerdict {
  if (rule.tags && !matches(rule.tags, name)) {
    return excluded('tags', `"${name}" does not match ${rule.tags.pattern()}.`);
  }
  if (!rule.author) return { status: 'eligible' };
  const pattern = rule.author.pattern();
  if (author === undefined) {
    return excluded(
      'author',
      `Nobody knows who made the tag "${name}"; its author must match ${pattern}.`,
    );
  }
  return matches(rule.author, author)
    ? { status: 'eligible' }
    : excluded(
        'author',
        `"${author}", who made the tag "${name}", does not match ${pattern}.`,
      );
}
