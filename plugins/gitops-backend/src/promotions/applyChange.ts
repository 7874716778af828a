import { isMadeOf } from '../git/isMadeOf';
import { writeBranch } from '../git/writeBranch';
import { readContent } from '../environments/readContent';
import { draftChange } from './draftChange';
import { planChange, type Wanted } from './planChange';
import { targetOf } from '../rollbacks/RollbackTarget';
import type { PromotionSubject } from './texts';
import { headBranchOf } from './headBranch';
import { landedCommit } from './landedCommit';
import type { Situation, Workplace } from './Workplace';

/** What became of an effect. Waiting and failing are values; accidents are thrown and tried again. */
export type Effect =
  | { status: 'done' }
  /** What it was decided on is not so any more, or another replica took over: look again now. */
  | { status: 'moved' }
  | { status: 'waiting'; reason: string }
  /** No retry helps: the promotion has failed. */
  | { status: 'failed'; reason: string };

/** What the current promotion wants in place. */
export async function wantedOf(
  place: Workplace,
  {
    promotion,
    release,
  }: Pick<NonNullable<Situation['current']>, 'promotion' | 'release'>,
): Promise<Wanted | undefined> {
  if (promotion.restores) return targetOf(place, promotion);
  return release && { kind: 'promotion', release };
}

/** What people read of the current promotion. */
export function subjectOf(
  place: Workplace,
  current: NonNullable<Situation['current']>,
): PromotionSubject {
  return {
    title: place.pipeline.title,
    environment: place.environment,
    promotion: current.promotion,
    release: current.release,
  };
}

/** Plans and drafts the current promotion's change on the target branch's head as it is now. */
async function prepare(
  place: Workplace,
  current: NonNullable<Situation['current']>,
) {
  const { hosted, environment, services, key } = place;
  const head = hosted.mirror.head(environment.place.branch);
  if (!head) {
    return {
      status: 'refused' as const,
      reason: `There is no branch ${environment.place.branch} in ${environment.place.repository}.`,
    };
  }
  const read = await readContent(hosted.mirror, head, environment);
  if (read.status === 'failed') {
    return { status: 'refused' as const, reason: read.problem };
  }
  const wanted = await wantedOf(place, current);
  if (!wanted) {
    return {
      status: 'refused' as const,
      reason: 'The release of this promotion is not known any more.',
    };
  }
  const plan = await planChange({
    mirror: hosted.mirror,
    content: read.content,
    environment,
    wanted,
  });
  if (plan.status !== 'planned') return plan;
  const drafted = await draftChange({
    hosted,
    parent: head,
    changes: plan.changes,
    entityRef: key.entityRef,
    subject: subjectOf(place, current),
    sealKeys: services.config.sealKeys,
    at: new Date().toISOString(),
  });
  return { status: 'drafted' as const, ...drafted };
}

/**
 * Writes the change to the target branch.
 *
 * @param isDue - asked when its turn to be written has come: others write the same branch, and a freeze that was declared
 * meanwhile wins.
 */
export async function commitChange(
  place: Workplace,
  current: NonNullable<Situation['current']>,
  isDue: () => Promise<boolean>,
): Promise<Effect> {
  const { hosted, environment, services } = place;
  const { promotion } = current;
  const outcome = await writeBranch<Effect>({
    commits: services.commits,
    mirrors: services.mirrors,
    hosted,
    branch: environment.place.branch,
    plan: async head => {
      if (head && (await landedCommit(place, promotion, head))) {
        return { status: 'ended', end: { status: 'done' } };
      }
      const prepared = await prepare(place, current);
      if (prepared.status === 'nothingToDo') {
        return { status: 'ended', end: { status: 'done' } };
      }
      if (prepared.status === 'refused') {
        const { reason } = prepared;
        return { status: 'ended', end: { status: 'failed', reason } };
      }
      if (!(await isDue())) {
        return { status: 'ended', end: { status: 'moved' } };
      }
      return { status: 'planned', draft: prepared.draft };
    },
    onCommit: commit => services.promotions.update(promotion.id, { commit }),
  });
  switch (outcome.status) {
    case 'written':
      return { status: 'done' };
    case 'ended':
      return outcome.end;
    case 'refused':
      return { status: 'failed', reason: outcome.reason };
    default:
      return { status: 'moved' };
  }
}

/** The environment's proposal branch, up to date; what a predecessor wrote there is taken up where it is the same. */
export async function pushProposal(
  place: Workplace,
  current: NonNullable<Situation['current']>,
  stillOurs: () => Promise<boolean>,
): Promise<
  | { status: 'pushed'; headCommit: string; trailers: string }
  | Exclude<Effect, { status: 'done' }>
  | { status: 'nothingToDo'; reason: string }
> {
  const { hosted, services, key } = place;
  const { mirror } = hosted;
  const branch = headBranchOf(key);
  await mirror.refresh();
  const prepared = await prepare(place, current);
  if (prepared.status === 'refused') {
    return { status: 'failed', reason: prepared.reason };
  }
  if (prepared.status === 'nothingToDo') return prepared;
  if (!(await stillOurs())) return { status: 'moved' };
  const { draft, trailers } = prepared;
  // What people pushed to an open proposal since it was judged is not overwritten.
  const { pullRequest } = current;
  const expected =
    pullRequest?.state.status === 'open'
      ? pullRequest.headCommit
      : mirror.head(branch);
  if (expected && (await isMadeOf(mirror, expected, draft))) {
    return { status: 'pushed', headCommit: expected, trailers };
  }
  const outcome = await services.commits.write({
    hosted,
    branch,
    expected,
    draft,
  });
  switch (outcome.status) {
    case 'written':
      return { status: 'pushed', headCommit: outcome.commit, trailers };
    case 'refused':
      return { status: 'failed', reason: outcome.reason };
    default:
      return { status: 'moved' };
  }
}
