import type { RE2JS } from 're2js';
import {
  type CompiledRule,
  type Parsed,
  type RuleProblem,
  RuleReader,
} from './compiling';
import { parseExtract } from './extract';
import { parsePattern } from './pattern';
import { parsePlatform } from './platform';
import type { CompiledTagRule, Order, TagRule } from './TagRule';
import { parseTagTemplate, patternOf } from './tagTemplate';
import { parseRange } from './versionRange';

/** Orders that compare what is in the tag. */
const BY_TEXT: Order[] = ['semver', 'numeric', 'alphabetical'];

function parseOrder(text: string): Parsed<CompiledTagRule['prefer']> {
  const order = text.toLocaleLowerCase('en-US');
  if (order === '' || order === 'asc') {
    return { status: 'valid', value: 'highest' };
  }
  return order === 'desc'
    ? { status: 'valid', value: 'lowest' }
    : { status: 'invalid', reason: `"${text}" is no order; write asc or desc` };
}

/** What a template of pull requests makes. */
function parseReserved(text: string): Parsed<RE2JS> {
  const template = parseTagTemplate(text, 'pullRequest');
  return template.status === 'valid'
    ? parsePattern(patternOf(template.value))
    : template;
}

/** Settings that say nothing to this order: they would be read, and never come to pass. */
function idle({ select, tags, range, extract }: TagRule): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (range !== undefined && !['semver', 'digest'].includes(select)) {
    problems.push({
      field: 'range',
      reason: `a range goes with select: semver; ${select} compares no versions`,
    });
  }
  if (extract && !BY_TEXT.includes(select)) {
    problems.push({
      field: 'extract',
      reason: `extract goes with select: ${BY_TEXT.join(
        ', ',
      )}; ${select} compares nothing that is in the tag`,
    });
  }
  if (select === 'digest' && range === undefined && tags.length === 0) {
    problems.push({
      field: 'select',
      reason:
        'digest watches a tag that is pushed again and again; name it, such as range: latest',
    });
  }
  return problems;
}

/**
 * Reads a rule, or says everything that is wrong with it.
 *
 * @public
 */
export function compileTagRule(
  written: TagRule,
): CompiledRule<CompiledTagRule> {
  const { select, versions = 'full', range, extract, platform } = written;
  const reader = new RuleReader();
  for (const { field, reason } of idle(written)) reader.refuse(field, reason);
  const tags = reader.takeAll('tags', written.tags.map(parsePattern));
  const isWhole = tags.length === written.tags.length;
  return reader.finish({
    select,
    versions,
    prefer: reader.take('order', parseOrder(written.order ?? '')) ?? 'highest',
    tags,
    ignore: reader.takeAll('ignore', written.ignore.map(parsePattern)),
    reserved: reader.takeAll(
      'reserved',
      (written.reserved ?? []).map(parseReserved),
    ),
    // A group cannot be looked for in a pattern that was not read.
    ...(extract && isWhole
      ? { extract: reader.take('extract', parseExtract(extract, tags)) }
      : {}),
    ...(range !== undefined && select === 'semver'
      ? { range: reader.take('range', parseRange(range)) }
      : {}),
    ...(select === 'digest' ? { watched: range } : {}),
    ...(platform
      ? { platform: reader.take('platform', parsePlatform(platform)) }
      : {}),
  });
}
