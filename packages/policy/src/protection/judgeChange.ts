import type {
  ApprovalFacts,
  ApprovalRule,
  LockedField,
  PromotionFacts,
} from '../facts';
import { judgeApprovals } from '../gates/approvals';
import { describeLocked, mayChange } from '../gates/locked';
import { anyOf, nameOf } from '../naming';

/** The merged pull request of people that a change came by. @public */
export interface PullRequestFacts {
  number: number;
  author: { user?: string; login: string; groups: string[] };
  /** Entity reference of who pushed its head last. */
  lastPusher?: string;
  /** `content` is current where what was merged is what was approved. */
  approvals: ApprovalFacts[];
}

/** All that is known of one change to an environment's Inputs. @public */
export interface ChangeFacts {
  environment: string;
  /** Protected: how a change comes is looked at. Otherwise only locked fields are. */
  protection: 'protected' | 'lockedFieldsOnly';
  /** Name of who made it. */
  by: string;
  /** Paths of the Inputs that it gave another content. */
  files: string[];
  /** Of these, those that this suite is proven to have written. */
  ours: string[];
  /** Of these, those that are as they were before a violation again. */
  putBack: string[];
  /** Missing where it came by none. */
  pullRequest?: PullRequestFacts;
  rule: ApprovalRule;
  /** The locked fields that it gave another value, in what is rendered. */
  locked: LockedField[];
}

/** How a change to an environment's Inputs came. `legitimate` are the files that are as they should be now. @public */
export type ChangeVerdict =
  | { status: 'fine'; legitimate: string[] }
  | {
      status: 'violation';
      kind: 'foreign' | 'unapproved' | 'locked';
      files: string[];
      legitimate: string[];
      reason: string;
    };

/** The approvals of a pull request, judged as those of a promotion that its author asked for. */
function judge(
  { author, lastPusher, approvals }: PullRequestFacts,
  rule: ApprovalRule,
) {
  const asPromotion: PromotionFacts = {
    id: '',
    kind: 'promotion',
    origin: 'requested',
    requester: author.user,
    lastPusher,
    approvals: approvals.filter(({ login }) => login !== author.login),
    bypassed: [],
    content: 'deployed',
    pullRequest: { status: 'merged' },
  };
  return judgeApprovals(
    { ...rule, exclude: [...rule.exclude, 'requester'] },
    asPromotion,
  );
}

function unapproved(
  { environment, rule, by }: ChangeFacts,
  pull: PullRequestFacts,
): string | undefined {
  const judged = judge(pull, rule);
  if (judged.some(({ status }) => status === 'counted')) return undefined;
  const ignored = judged.flatMap(one =>
    one.status === 'ignored'
      ? [`${nameOf(one.user ?? one.login ?? 'someone')} ${one.reason}`]
      : [],
  );
  return [
    `Pull request #${pull.number} by ${by} changed ${environment}, which is protected, without an approval`,
    rule.from ? ` by ${anyOf(rule.from)}` : '',
    ignored.length > 0 ? ` that counts: ${ignored.join('; ')}.` : '.',
  ].join('');
}

/** The locked fields that nobody who may change them stands behind. What Git says of an author is no proof. */
function unlocked({ locked, pullRequest }: ChangeFacts): LockedField[] {
  const people = pullRequest
    ? [
        pullRequest.author,
        ...pullRequest.approvals.filter(
          ({ account, content }) =>
            account === 'person' && content === 'current',
        ),
      ]
    : [];
  return locked.filter(field => !mayChange(field, people));
}

/**
 * Judges how a change to an environment's Inputs came: by this suite, by a pull request that someone other than its author
 * approved, or past both.
 *
 * @remarks
 *
 * One approval that counts is enough, from whom the environment's rule takes it: how many a promotion needs is the
 * environment's own gate, how many other pull requests need is the host's.
 *
 * @public
 */
export function judgeChange(facts: ChangeFacts): ChangeVerdict {
  const { environment, by, protection, pullRequest } = facts;
  const ours = new Set(facts.ours);
  const putBack = new Set(facts.putBack);
  const others = facts.files.filter(file => !ours.has(file));
  const files = others.filter(file => !putBack.has(file));
  if (files.length === 0) return { status: 'fine', legitimate: facts.ours };
  const violation = (
    kind: 'foreign' | 'unapproved' | 'locked',
    reason: string,
  ) =>
    ({
      status: 'violation',
      kind,
      files,
      legitimate: facts.ours,
      reason,
    } as const);
  if (protection === 'protected') {
    if (!pullRequest) {
      return violation(
        'foreign',
        `${by} changed ${environment}, which is protected, without a pull request.`,
      );
    }
    const reason = unapproved(facts, pullRequest);
    if (reason) return violation('unapproved', reason);
  }
  const [field] = unlocked(facts);
  if (field) {
    return violation(
      'locked',
      `${
        pullRequest ? `Pull request #${pullRequest.number} by ${by}` : by
      } changed ${describeLocked(field)}, in ${environment}.`,
    );
  }
  return { status: 'fine', legitimate: facts.files };
}
