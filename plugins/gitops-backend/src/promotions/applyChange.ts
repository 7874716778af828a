import { writeBranch } from '../git/writeBranch';
import { readContent } from '../environments/readContent';
import { buildChange } from './buildChange';
import { planChange, type Wanted } from './planChange';
import { targetOf } from '../rollbacks/RollbackTarget';
import type { PromotionSubject } from './texts';
import { headBranchOf } from './headBranch';
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

/** Plans and builds the current promotion's change on the target branch's head as it is now. */
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
  const built = await buildChange({
    hosted,
    parent: head,
    changes: plan.changes,
    entityRef: key.entityRef,
    subject: subjectOf(place, current),
    committer: services.config.git.committer,
    sealKeys: services.config.sealKeys,
    at: new Date().toISOString(),
  });
  return { status: 'built' as const, head, ...built };
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
  const outcome = await writeBranch<Effect>({
    mirrors: services.mirrors,
    hosted,
    branch: environment.place.branch,
    build: async () => {
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
      const { commit } = prepared;
      await services.promotions.update(current.promotion.id, { commit });
      return { status: 'built', commit };
    },
  });
  switch (outcome.status) {
    case 'pushed':
      return { status: 'done' };
    case 'ended':
      return outcome.end;
    case 'refused':
      return { status: 'failed', reason: outcome.reason };
    default:
      return { status: 'moved' };
  }
}

/** The environment's proposal branch, up to date; `adopted` where a predecessor had pushed the same already. */
export async function pushProposal(
  place: Workplace,
  current: NonNullable<Situation['current']>,
  stillOurs: () => Promise<boolean>,
): Promise<
  | { status: 'pushed'; headCommit: string; trailers: string }
  | Exclude<Effect, { status: 'done' }>
  | { status: 'nothingToDo'; reason: string }
> {
  const { hosted, key } = place;
  const branch = headBranchOf(key);
  await hosted.mirror.refresh();
  const prepared = await prepare(place, current);
  if (prepared.status === 'refused') {
    return { status: 'failed', reason: prepared.reason };
  }
  if (prepared.status === 'nothingToDo') return prepared;
  if (!(await stillOurs())) return { status: 'moved' };
  // What people pushed to an open proposal since it was judged is not overwritten.
  const { pullRequest } = current;
  const outcome = await hosted.mirror.push({
    branch,
    commit: prepared.commit,
    expected:
      pullRequest?.state.status === 'open'
        ? pullRequest.headCommit
        : hosted.mirror.head(branch),
  });
  if (outcome.status === 'refused') {
    return {
      status: 'failed',
      reason: `The host refuses the push (${outcome.rule}): ${outcome.message}`,
    };
  }
  if (outcome.status === 'stale') {
    return { status: 'moved' };
  }
  return {
    status: 'pushed',
    headCommit: prepared.commit,
    trailers: prepared.trailers,
  };
}
