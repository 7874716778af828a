import {
  type CompiledPullRequestRule,
  compilePullRequestRule,
  judgePullRequest,
  type PullRequestCandidate,
} from '@backstage-gitops/policy';
import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import type { StoredRelease } from '../../store/ReleaseStore';
import type { ReleaseCandidate } from '../Candidate';
import { imagesOfRule } from '../imagesOfRule';
import { type ReleaseOrigin, writeOrigin } from '../origins';
import type { PullRequestRule } from '../releaseRules';
import type { FindTools, Found, FoundRelease } from './Found';
import { lookUpOrigin } from './lookUpOrigin';

/** Most pull requests whose images are looked for in one look, newest first. */
const MOST_LOOKED_UP = 20;

/** What pull requests make of the releases of a pipeline. */
export interface FoundPulls extends Found {
  /** What is known of releases, and has changed: pull requests that do not count any more, or count again. */
  changed: StoredRelease[];
}

type Verdict =
  | {
      status: 'eligible';
      rule: PullRequestRule;
      compiled: CompiledPullRequestRule;
    }
  | { status: 'excluded'; reason: string };

function toFacts(pull: PullRequest): PullRequestCandidate {
  // Hosts put the owner of a fork in front of its branch; no branch has a colon.
  const [, owner, branch] = /^(?:([^:]*):)?(.*)$/.exec(pull.headBranch) ?? [];
  const { number, title, author, labels } = pull;
  return {
    number,
    title,
    author,
    labels,
    source: branch,
    target: pull.baseBranch,
    state: pull.state.status,
    fork: owner !== undefined,
  };
}

/** By which rule does a pull request make a release, or why by none? */
function judge(rules: PullRequestRule[], pull: PullRequest): Verdict {
  const reasons: string[] = [];
  for (const rule of rules) {
    const compiled = compilePullRequestRule(rule);
    if (compiled.status === 'invalid') continue;
    const verdict = judgePullRequest(compiled.rule, toFacts(pull));
    if (verdict.status === 'eligible') {
      return { status: 'eligible', rule, compiled: compiled.rule };
    }
    reasons.push(verdict.reason);
  }
  return { status: 'excluded', reason: [...new Set(reasons)].join(' ') };
}

/** The releases whose pull requests have come to something else since. */
function changedBy(
  known: StoredRelease[],
  pulls: Map<number, { pull: PullRequest; verdict: Verdict }>,
): StoredRelease[] {
  return known.flatMap(release => {
    const origins = release.origins.flatMap((origin): ReleaseOrigin[] => {
      const now = origin.on === 'pullRequest' && pulls.get(origin.number);
      if (!now) return [];
      const { withdrawn: before, ...rest } = origin;
      const withdrawn =
        now.verdict.status === 'excluded' ? now.verdict.reason : undefined;
      if (withdrawn === before) return [];
      return [{ ...rest, ...(withdrawn ? { withdrawn } : {}) }];
    });
    return origins.length > 0 ? [{ ...release, origins }] : [];
  });
}

/** The releases that pull requests make by the rules of a pipeline, and those that make none. */
export async function findPullRequests(
  rules: PullRequestRule[],
  pulls: PullRequest[],
  { declared, known, made, images }: FindTools,
): Promise<FoundPulls> {
  const judged = pulls.map(pull => ({ pull, verdict: judge(rules, pull) }));
  const releases: FoundRelease[] = [];
  const candidates: ReleaseCandidate[] = [];
  let lookedUp = 0;
  for (const { pull, verdict } of judged) {
    const { number, title, url, author, headCommit: commit } = pull;
    const origin = { on: 'pullRequest', number, commit, title, url } as const;
    if (made.has(writeOrigin(origin))) continue;
    const [wanted] = imagesOfRule(
      verdict.status === 'eligible' ? verdict.rule : rules[0],
      declared,
    );
    const leave = (why: Pick<ReleaseCandidate, 'status' | 'reason'>) =>
      candidates.push({
        on: 'pullRequest',
        name: `#${number}`,
        images: wanted.map(({ name }) => name),
        title,
        url,
        author,
        commit,
        seenAt: pull.createdAt,
        ...why,
      });
    if (verdict.status === 'excluded') {
      leave(verdict);
      continue;
    }
    if (lookedUp === MOST_LOOKED_UP) {
      leave({
        status: 'waiting',
        reason: `The images of ${MOST_LOOKED_UP} newer pull requests are looked for first.`,
      });
      continue;
    }
    lookedUp += 1;
    const looked = await lookUpOrigin(
      origin,
      { template: verdict.compiled.image, wanted },
      { known, images },
    );
    if (looked.status === 'found') {
      releases.unshift({ origin, images: looked.images });
    } else {
      leave(looked);
    }
  }
  return {
    releases,
    candidates,
    changed: changedBy(
      known,
      new Map(judged.map(one => [one.pull.number, one])),
    ),
  };
}
