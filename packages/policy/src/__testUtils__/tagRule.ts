import { compileTagRule } from '../releases/compileTagRule';
import type { CompiledTagRule, TagRule } from '../releases/TagRule';

/** A rule as people write it: it takes every tag, the newest first. */
export function writtenRule(changes: Partial<TagRule> = {}): TagRule {
  return { tags: [], ignore: [], select: 'newest', ...changes };
}

/** A rule that can be asked. */
export function tagRule(changes: Partial<TagRule> = {}): CompiledTagRule {
  const compiled = compileTagRule(writtenRule(changes));
  if (compiled.status === 'invalid') {
    throw new Error(JSON.stringify(compiled.problems));
  }
  return compiled.rule;
}
