import type { LockedFacts } from '@backstage-gitops/policy';
import type { EnvironmentContent } from '../environments/readContent';
import type { Changes } from '../git/tree';
import {
  lockedFieldsBetween,
  type LockedOutcome,
} from '../protection/lockedFields';
import { wantedOf } from './applyChange';
import { planChange } from './planChange';
import type { Situation, Workplace } from './Workplace';

/** What is needed of the place where fields are locked. */
type Where = Pick<Workplace, 'services' | 'hosted' | 'environment' | 'key'>;

/** What the branch holds before and after the promotion: as it was merged, as it would be, or as it is planned. */
async function sidesOf(
  place: Workplace,
  current: NonNullable<Situation['current']>,
  content: EnvironmentContent,
): Promise<{ from: string; to: string } | undefined> {
  const { mirror } = place.hosted;
  const { pullRequest } = current;
  if (pullRequest?.state.status === 'merged') {
    const { commit } = pullRequest.state;
    const from = (await mirror.commit(commit))?.parents[0];
    return from ? { from, to: commit } : undefined;
  }
  const from = content.commit;
  if (pullRequest?.state.status === 'open') {
    const to = (await mirror.has(pullRequest.headCommit))
      ? await mirror.mergedTree(from, pullRequest.headCommit)
      : undefined;
    if (to) return { from, to };
  }
  const wanted = await wantedOf(place, current);
  const plan =
    wanted &&
    (await planChange({
      mirror,
      content,
      environment: place.environment,
      wanted,
    }));
  return plan?.status === 'planned'
    ? { from, to: await mirror.buildTree(from, plan.changes) }
    : undefined;
}

async function factsOf(
  place: Where,
  requester: string | undefined,
  sides: { from: string; to: string } | undefined,
): Promise<LockedFacts> {
  const { services, hosted, environment, key } = place;
  const outcome: LockedOutcome = sides
    ? await lockedFieldsBetween(
        { services, mirror: hosted.mirror, environment, key },
        sides.from,
        sides.to,
      )
    : { status: 'known', fields: [] };
  if (outcome.status === 'unknown') return outcome;
  return {
    ...outcome,
    requesterGroups:
      requester && outcome.fields.length > 0
        ? await services.people.groupsOf(requester)
        : [],
  };
}

/** The locked fields that the promotion under way changes; undefined where none is locked. */
export async function loadLocked(
  place: Workplace,
  current: NonNullable<Situation['current']>,
  content: EnvironmentContent,
): Promise<LockedFacts | undefined> {
  if (place.environment.locked.length === 0) return undefined;
  return factsOf(
    place,
    current.promotion.requester,
    await sidesOf(place, current, content),
  );
}

/** The locked fields that planned changes would change; undefined where none is locked. */
export async function lockedByPlan(
  place: Where,
  requester: string | undefined,
  parent: string,
  changes: Changes,
): Promise<LockedFacts | undefined> {
  if (place.environment.locked.length === 0) return undefined;
  return factsOf(place, requester, {
    from: parent,
    to: await place.hosted.mirror.buildTree(parent, changes),
  });
}
