import type { PromotionFacts } from '../../facts';
import { judgeEligibility } from '../../releases/eligibility';
import { groupsOf, RELEASES } from './catalog';
import { ask, contentOf, presentContent } from './host';
import { loadSituation, type Situation } from './loadSituation';
import { forgetDeclined } from './people';
import type { EnvironmentName } from './setup';
import { addPromotion, updatePromotion, wake } from './store';
import {
  clockOf,
  digestOf,
  rowOf,
  type StoredPromotion,
  type World,
} from './World';

// What people ask for in the portal; see the backend's `PromotionDesk.ts`. What may not be asked now does nothing.

function look(world: World, name: EnvironmentName): Situation | undefined {
  ask(world);
  return rowOf(world, name).indexed
    ? loadSituation(world, name, clockOf(world, world.replicas[0]))
    : undefined;
}

export function approve(world: World, name: EnvironmentName, user: string) {
  const { promotion, pull, proposed } = look(world, name)?.current ?? {};
  if (!promotion || pull?.state.status !== 'open' || !proposed) return;
  const { approvals } = world.store;
  const given = approvals.get(promotion.id) ?? new Map<string, string>();
  approvals.set(promotion.id, given.set(user, proposed));
  wake(world, name);
}

export function bypass(
  world: World,
  name: EnvironmentName,
  gate: string,
  by: string,
) {
  const situation = look(world, name);
  const { promotion } = situation?.current ?? {};
  if (!promotion || !situation?.gates.some(one => one.name === gate)) return;
  updatePromotion(world, promotion.id, {
    bypassed: [...promotion.bypassed, { gate, by, reason: 'It must go now.' }],
  });
  wake(world, name);
}

export function requestMerge(
  world: World,
  name: EnvironmentName,
  by: string,
): void {
  const situation = look(world, name);
  const { current } = situation?.facts ?? {};
  if (!situation || !current) return;
  const asked: PromotionFacts = {
    ...current,
    mergeRequestedBy: by,
    actor: { user: by, groups: groupsOf(world, by) },
  };
  const step = world.product.decide({ ...situation.facts, current: asked });
  if (step.kind !== 'merge') return;
  updatePromotion(world, current.id, { mergeRequestedBy: by });
  wake(world, name);
}

export function cancel(world: World, name: EnvironmentName, by: string): void {
  const promotion = world.store.current.get(name);
  if (!promotion) return;
  updatePromotion(world, promotion.id, {
    cancelled: { by, reason: 'I changed my mind.' },
  });
  wake(world, name);
}

/** A request's id; there is one request of a kind for the same at a time. */
function submit(
  world: World,
  name: EnvironmentName,
  values: Pick<StoredPromotion, 'kind' | 'release' | 'restores' | 'requester'>,
): void {
  forgetDeclined(world, name);
  const promotion: StoredPromotion = {
    id: `${values.requester}'s ${values.kind} ${world.decisions} of ${name}`,
    environment: name,
    origin: 'requested',
    state: 'pending',
    reason: 'I want it.',
    bypassed: [],
    ...values,
  };
  const current = world.store.current.get(name);
  if (!current) {
    addPromotion(world, promotion);
  } else if (current.kind === 'promotion' || promotion.kind === 'rollback') {
    world.product.supersede(world, current, promotion);
  }
  wake(world, name);
}

export function promote(
  world: World,
  name: EnvironmentName,
  release: string,
  by: string,
): void {
  const situation = look(world, name);
  const found = situation?.facts.releases.find(({ id }) => id === release);
  if (
    !situation ||
    !found ||
    judgeEligibility(situation.facts, found).status !== 'eligible'
  ) {
    return;
  }
  submit(world, name, { kind: 'promotion', release, requester: by });
}

/** Back to the content before the newest that differs, and a hold; `running` says whether what runs now is marked as bad. */
export function rollBack(
  world: World,
  name: EnvironmentName,
  by: string,
  running: 'reject' | 'keep',
): void {
  if (!look(world, name)) return;
  const now = presentContent(world, name);
  const then = world.host.main
    .filter(
      ({ environment, content }) =>
        environment === name && digestOf(content) !== digestOf(now),
    )
    .at(-1);
  if (!then || !contentOf(world, name, then.id)) return;
  hold(world, name, by);
  if (running === 'reject' && RELEASES.has(now.image)) {
    world.decided.rejections.set(now.image, { by, reason: 'It loses orders.' });
    wake(world);
  }
  submit(world, name, { kind: 'rollback', restores: then.id, requester: by });
}

export function hold(
  world: World,
  name: EnvironmentName,
  by: string,
  expiresAt?: string,
): void {
  ask(world);
  world.decided.heldBefore.add(name);
  world.decided.holds.set(name, { by, reason: 'Incident 7.', expiresAt });
  wake(world, name);
}

export function resume(world: World, name: EnvironmentName): void {
  ask(world);
  world.decided.holds.delete(name);
  world.decided.heldBefore.add(name);
  wake(world, name);
}

export function freeze(world: World, scope: string, by: string): void {
  ask(world);
  world.decided.freezes.set(scope, { scope, by, reason: 'Year end.' });
  wake(world);
}

export function lift(world: World, scope: string): void {
  ask(world);
  world.decided.freezes.delete(scope);
  wake(world);
}

export function reject(world: World, release: string, by: string): void {
  ask(world);
  world.decided.rejections.set(release, { by, reason: 'It loses orders.' });
  wake(world);
}

export function clearRejection(world: World, release: string): void {
  ask(world);
  world.decided.rejections.delete(release);
  wake(world);
}

export function announce(world: World, release: string): void {
  world.store.releases.add(release);
  wake(world);
}
