import {
  commitChange,
  type Effect,
  fail,
  merge,
  type Place,
  propose,
  settle,
  startPromotion,
  withdraw,
} from './effects';
import { HostTrouble, ask } from './host';
import { afterWholeLook, beforeWriting, licenceOf } from './invariants';
import type { Situation } from './loadSituation';
import { observe, recover } from './observe';
import type { EnvironmentName } from './setup';
import { claim, release } from './store';
import { clockOf, type Moment, type Replica, rowOf, type World } from './World';

/** Steps that one pass takes at most; what is left is taken by the next. */
const MAX_STEPS = 12;

type Acting = Extract<
  ReturnType<World['product']['decide']>,
  { kind: 'commit' | 'propose' | 'merge' }
>['kind'];

function effectOf(
  place: Place,
  kind: Acting,
  current: NonNullable<Situation['current']>,
  licence: ReturnType<typeof licenceOf>,
): Effect {
  switch (kind) {
    case 'commit':
      return commitChange(place, current, licence);
    case 'propose':
      return propose(place, current, licence);
    default:
      return merge(place, current, licence);
  }
}

/** One look, one decision, one effect; see the backend's `EnvironmentPass.ts`. */
function* look(
  place: Place,
  replica: Replica,
): Generator<Moment, 'again' | 'rest', void> {
  const { world, name, lease } = place;
  ask(world);
  const now = clockOf(world, replica);
  const readAt = world.decisions;
  const observation = observe(world, name, now);
  if (!rowOf(world, name).indexed) recover(world, name, observation);
  lease.attention = rowOf(world, name).attention;
  const situation = world.product.loadSituation(world, name, now);
  const step = world.product.decide(situation.facts);
  const licence = licenceOf(world, name, step, situation, now);
  yield 'acts';
  const still = world.product.stillOurs(world, lease);
  if (still === 'lost') return 'rest';
  if (still === 'lookAgain') return 'again';
  world.product.settleLeftOver(place, situation, step);
  const { current } = situation;
  switch (step.kind) {
    case 'start':
      startPromotion(place, situation, step.release);
      return 'again';
    case 'idle':
    case 'wait':
      afterWholeLook(world, name, readAt);
      return 'rest';
    default:
  }
  if (!current) return 'rest';
  if (step.kind === 'settle') {
    settle(place, situation, current, step);
    afterWholeLook(world, name, readAt);
    return 'again';
  }
  if (step.kind === 'withdraw') {
    withdraw(place, current, step);
    return 'again';
  }
  beforeWriting(world, licence);
  yield step.kind === 'merge' ? 'merges' : 'plans';
  const effect = yield* effectOf(place, step.kind, current, licence);
  if (effect.status === 'failed') {
    fail(place, current, effect.reason);
    return 'again';
  }
  return effect.status === 'waiting' ? 'rest' : 'again';
}

/** A pass over an environment. Wherever it yields it may stall, and whatever happens meanwhile has happened. */
export function* pass(
  world: World,
  replica: Replica,
  name: EnvironmentName,
): Generator<Moment, void, void> {
  const lease = claim(world, name);
  if (!lease) return;
  const place: Place = { world, name, lease, by: replica.name };
  try {
    for (let steps = 0; steps < MAX_STEPS; steps += 1) {
      if ((yield* look(place, replica)) === 'rest') break;
      yield 'looks again';
    }
  } catch (error) {
    if (!(error instanceof HostTrouble)) throw error;
    world.trace?.(`    ${replica.name}: ${error.message}`);
    world.product.onTrouble(world, name);
  }
  release(world, lease);
}
