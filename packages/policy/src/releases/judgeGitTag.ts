import type { RE2JS } from 're2js';
import { compileTagRule } from './compileTagRule';
import { type CompiledRule, RuleReader } from './compiling';
import { excluded, type Excluded } from './excluded';
import { judgeTag, selectTags, type TagExcluded } from './judgeTag';
import { matches, parsePattern } from './pattern';
import { comparedBy, type CompiledTagRule, type TagRule } from './TagRule';
import { parseTagTemplate, type TagTemplate } from './tagTemplate';

/** Which Git tags make releases and which of them is preferred, as people write it: their names are tags like others. @public */
export interface GitTagRule extends Omit<TagRule, 'platform' | 'reserved'> {
  /** A pattern of who made the tag. */
  author?: string;
  /** The tag of the image; the name of the Git tag where it is left out. */
  tag?: string;
}

/** A rule that Git tags can be judged by. @public */
export interface CompiledGitTagRule {
  names: CompiledTagRule;
  author?: RE2JS;
  /** The tag of its image: see {@link fillTag}. */
  image: TagTemplate;
}

/** What is known of a Git tag. @public */
export interface GitTagFacts {
  name: string;
  /**
   * Who made it: the tagger of an annotated tag. A lightweight tag names nobody, and the author of its commit may be
   * somebody else.
   */
  author?: string;
  /** When it was made. ISO 8601. */
  createdAt?: string;
}

/** Does a Git tag make a release, and why not. @public */
export type GitTagVerdict =
  | { status: 'eligible' }
  | TagExcluded
  | Excluded<'author'>;

/** Reads a rule, or says everything that is wrong with it. @public */
export function compileGitTagRule({
  author,
  tag = '{{name}}',
  ...written
}: GitTagRule): CompiledRule<CompiledGitTagRule> {
  const reader = new RuleReader();
  return reader.finish({
    names:
      reader.takeRule(compileTagRule(written)) ?? comparedBy(written.select),
    ...(author ? { author: reader.take('author', parsePattern(author)) } : {}),
    image: reader.take('tag', parseTagTemplate(tag, 'gitTag')) ?? [],
  });
}

/** Does a Git tag make a release by this rule, and if not, what keeps it out? @public */
export function judgeGitTag(
  rule: CompiledGitTagRule,
  tag: GitTagFacts,
): GitTagVerdict {
  const { name, author } = tag;
  const verdict = judgeTag(rule.names, tag);
  if (verdict.status === 'excluded') return verdict;
  if (!rule.author) return { status: 'eligible' };
  const pattern = rule.author.pattern();
  if (author === undefined) {
    return excluded(
      'author',
      `Nobody knows who made the tag "${name}"; its author must match ${pattern}, and only an annotated tag names one.`,
    );
  }
  return matches(rule.author, author)
    ? { status: 'eligible' }
    : excluded(
        'author',
        `"${author}", who made the tag "${name}", does not match ${pattern}.`,
      );
}

/** The Git tags that make releases, the one to prefer first. @public */
export function selectGitTags<T extends GitTagFacts>(
  rule: CompiledGitTagRule,
  tags: T[],
): T[] {
  return selectTags(
    rule.names,
    tags.filter(tag => judgeGitTag(rule, tag).status === 'eligible'),
  );
}
