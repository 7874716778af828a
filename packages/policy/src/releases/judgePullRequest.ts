import type { RE2JS } from 're2js';
import { type CompiledRule, RuleReader } from './compiling';
import { excluded, type Excluded } from './excluded';
import { matches, parsePattern } from './pattern';
import { parseTagTemplate, type TagTemplate } from './tagTemplate';

/** A property of a pull request that a pattern is about. @public */
export type PullRequestProperty = 'title' | 'source' | 'target' | 'author';

const PROPERTIES: PullRequestProperty[] = [
  'title',
  'source',
  'target',
  'author',
];

/** What a pull request may have come to. @public */
export type PullRequestState = 'open' | 'merged' | 'closed';

/** Which pull requests make releases, as people write it. @public */
export interface PullRequestRule {
  /** Patterns of its title, its branches and who opened it. */
  title?: string;
  source?: string;
  target?: string;
  author?: string;
  /** It must have all of them. */
  labels?: string[];
  /** Where it is left out, one that is open or merged: what was closed is not wanted any more. */
  state?: PullRequestState;
  /** May it come from a fork, where people push who may not push here? */
  forks: boolean;
  /** The tag of the image, such as `pr-{{number}}-{{sha7}}`. */
  tag: string;
}

/** A rule that pull requests can be judged by. @public */
export interface CompiledPullRequestRule {
  patterns: Array<{ property: PullRequestProperty; pattern: RE2JS }>;
  labels: string[];
  states: PullRequestState[];
  forks: boolean;
  /** The tag of its image: see {@link fillTag}. */
  image: TagTemplate;
}

/** What is known of a pull request that may make a release. @public */
export interface PullRequestCandidate {
  number: number;
  title: string;
  /** The branch it comes from. */
  source: string;
  /** The branch it goes to. */
  target: string;
  author: string;
  labels: string[];
  state: PullRequestState;
  /** Does it come from another repository? */
  fork: boolean;
}

/** Does a pull request make a release, and why not. @public */
export type PullRequestVerdict =
  | { status: 'eligible' }
  | Excluded<PullRequestProperty | 'labels' | 'state' | 'forks'>;

/** Reads a rule, or says everything that is wrong with it. @public */
export function compilePullRequestRule(
  written: PullRequestRule,
): CompiledRule<CompiledPullRequestRule> {
  const { labels = [], state, forks, tag } = written;
  const reader = new RuleReader();
  const patterns = PROPERTIES.flatMap(property => {
    const text = written[property];
    const pattern = text && reader.take(property, parsePattern(text));
    return pattern ? [{ property, pattern }] : [];
  });
  return reader.finish({
    patterns,
    labels,
    states: state ? [state] : ['open', 'merged'],
    forks,
    image: reader.take('tag', parseTagTemplate(tag, 'pullRequest')) ?? [],
  });
}

/** Does a pull request make a release by this rule, and if not, what keeps it out? @public */
export function judgePullRequest(
  rule: CompiledPullRequestRule,
  request: PullRequestCandidate,
): PullRequestVerdict {
  const name = `#${request.number}`;
  if (request.fork && !rule.forks) {
    return excluded(
      'forks',
      `${name} comes from a fork, and forks are not allowed.`,
    );
  }
  if (!rule.states.includes(request.state)) {
    return excluded(
      'state',
      `${name} is ${request.state}, not ${rule.states.join(' or ')}.`,
    );
  }
  for (const { property, pattern } of rule.patterns) {
    const value = request[property];
    if (!matches(pattern, value)) {
      return excluded(
        property,
        `The ${property} of ${name}, "${value}", does not match ${pattern.pattern()}.`,
      );
    }
  }
  const missing = rule.labels.filter(label => !request.labels.includes(label));
  return missing.length === 0
    ? { status: 'eligible' }
    : excluded(
        'labels',
        `${name} lacks the ${
          missing.length > 1 ? 'labels' : 'label'
        } ${missing.join(', ')}.`,
      );
}
