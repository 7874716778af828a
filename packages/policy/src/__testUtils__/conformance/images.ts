import { compileTagRule } from '../../releases/compileTagRule';
import { parsePattern } from '../../releases/pattern';
import { parsePlatform } from '../../releases/platform';
import { judgeTag, selectTags } from '../../releases/judgeTag';
import type { CompiledTagRule, Order, TagRule } from '../../releases/TagRule';
import type { TagFacts } from '../../releases/tagValue';
import { type Case, type Outcome, runCases } from './cases';
import { globPattern } from './globPattern';

interface Filter {
  pattern?: string;
  extract?: string;
  allow?: string[];
  ignore?: string[];
}

interface Policy {
  kind: string;
  range?: string;
  order?: string;
}

interface Tag extends TagFacts {
  digest?: string;
}

interface SelectCase extends Case {
  policy: Policy;
  filter?: Filter;
  tags: Tag[];
  expected: { latest?: string | null; digest?: string; error?: boolean };
}

interface FilterCase extends Case {
  tags: string[];
  filter: Filter;
  expected: string[];
}

interface MatchCase extends Case {
  tag: string;
  policy: {
    kind: string;
    strict?: boolean;
    allow?: string[];
    ignore?: string[];
  };
}

interface SortCase extends Case {
  by: 'semver' | 'createdAt' | 'alphabetical';
  order: 'newest-first' | 'oldest-first';
  tags: Tag[];
}

interface ValidateCase extends Case {
  policy?: Policy & Filter;
  platform?: string;
}

/** What the tools call the ways of choosing. */
const ORDERS: Record<string, Order> = {
  semver: 'semver',
  alphabetical: 'alphabetical',
  numerical: 'numeric',
  'newest-build': 'newest',
  createdAt: 'newest',
  digest: 'digest',
};

/** Flux takes full versions only; the others, as these cases set them up, take partial ones. */
function versionsOf(id: string): TagRule['versions'] {
  return id.startsWith('flux/') ? 'full' : 'partial';
}

function patternsOf({ pattern, extract, allow, ignore }: Filter) {
  return {
    tags: pattern === undefined ? allow ?? [] : [pattern],
    ignore: ignore ?? [],
    extract,
  };
}

/** A rule of the cases, which is known to be valid. */
function validRule(written: TagRule): CompiledTagRule {
  const compiled = compileTagRule(written);
  if (compiled.status === 'invalid') {
    throw new Error(JSON.stringify(compiled.problems));
  }
  return compiled.rule;
}

/**
 * Where nothing is chosen, or a tag is no number, Flux reports an error. Here the tag's verdict says so, and the others are
 * chosen among.
 */
function isErrorOfFlux(rule: CompiledTagRule, tags: Tag[]): boolean {
  const isNoNumber = (tag: Tag) => {
    const verdict = judgeTag(rule, tag);
    return verdict.status === 'excluded' && verdict.by === 'select';
  };
  return (
    selectTags(rule, tags).length === 0 ||
    (rule.select === 'numeric' && tags.some(isNoNumber))
  );
}

function select({ id, policy, tags, expected, ...one }: SelectCase) {
  const compiled = compileTagRule({
    ...patternsOf(one.filter ?? {}),
    select: ORDERS[policy.kind],
    range: policy.range,
    order: policy.order,
    versions: versionsOf(id),
  });
  if (compiled.status === 'invalid') return { error: true };
  const { rule } = compiled;
  if (id.startsWith('flux/') && isErrorOfFlux(rule, tags)) {
    return { error: true };
  }
  const [latest] = selectTags(rule, tags);
  return {
    latest: latest?.name ?? null,
    ...(expected.digest === undefined ? {} : { digest: latest?.digest }),
  };
}

function filter(one: FilterCase): string[] {
  const rule = validRule({
    ...patternsOf(one.filter),
    select: 'alphabetical',
  });
  const taken = one.tags.flatMap(name => {
    const verdict = judgeTag(rule, { name });
    return verdict.status === 'eligible' ? [verdict.comparedBy] : [];
  });
  return [...new Set(taken)].sort();
}

function match({ tag, policy }: MatchCase): boolean {
  const { kind, strict, allow = [], ignore = [] } = policy;
  const isGlob = kind === 'glob-ignore';
  const rule = validRule({
    tags: allow,
    // A glob that cannot be read matches nothing.
    ignore: isGlob
      ? ignore
          .map(globPattern)
          .filter(pattern => parsePattern(pattern).status === 'valid')
      : ignore,
    select: kind === 'semver' ? 'semver' : 'alphabetical',
    versions: strict ? 'full' : 'partial',
  });
  return judgeTag(rule, { name: tag }).status === 'eligible';
}

function sort({ by, order, tags }: SortCase): string[] {
  const rule = validRule({
    tags: [],
    ignore: [],
    select: ORDERS[by],
    versions: 'partial',
    order: order === 'newest-first' ? 'asc' : 'desc',
  });
  return selectTags(rule, tags).map(({ name }) => name);
}

function validate({ id, policy, platform }: ValidateCase) {
  if (!policy) {
    return {
      valid: !platform || parsePlatform(platform).status === 'valid',
    };
  }
  const compiled = compileTagRule({
    ...patternsOf(policy),
    select: ORDERS[policy.kind],
    range: policy.range,
    order: policy.order,
    versions: versionsOf(id),
  });
  return { valid: compiled.status === 'valid' };
}

/** Runs every case of `images/*`. */
export function runImages(data: string): Map<string, Outcome[]> {
  const run = <T extends Case>(file: string, answer: (one: T) => unknown) =>
    runCases(data, `images/${file}`, answer);
  return new Map<string, Outcome[]>([
    ['images/select', run('select', select)],
    [
      'images/filter',
      run('filter', filter).map(outcome => ({
        ...outcome,
        expected: [...(outcome.expected as string[])].sort(),
      })),
    ],
    ['images/match', run('match', match)],
    ['images/sort', run('sort', sort)],
    ['images/validate', run('validate', validate)],
  ]);
}
