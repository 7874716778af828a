import { BOT } from './catalog';
import { ask, findMergedSeal, headOf, presentContent } from './host';
import type { EnvironmentName } from './setup';
import {
  append,
  seeSoak,
  updatePromotion,
  hasEnded,
  wake,
  addPromotion,
} from './store';
import {
  type Commit,
  digestOf,
  type Observation,
  policyOf,
  rowOf,
  type World,
} from './World';
import { findOpen } from './loadSituation';

/** Who put a change there, as far as it is proven; see the backend's `environments/attributeChange.ts`. */
function attribute(world: World, commit: Commit) {
  const seal = findMergedSeal(world, commit);
  if (seal?.content === digestOf(commit.content)) return seal;
  return undefined;
}

/**
 * A merge in the host of what no promotion waits for any more is a violation; one that its promotion does not know
 * of yet is told to it.
 */
function recordMerge(world: World, commit: Commit): void {
  const pull = world.host.pulls[(commit.pull ?? 0) - 1];
  if (pull?.state.status !== 'merged') return;
  const promotion = world.store.promotions.get(pull.seal.promotion);
  if (!promotion) return;
  if (!hasEnded(promotion)) {
    if (promotion.pullRequest === undefined) {
      updatePromotion(world, promotion.id, { pullRequest: pull.number });
    }
    return;
  }
  if (promotion.state === 'done' || pull.state.by === BOT) return;
  append(world, `merged:${promotion.id}`, {
    kind: 'violation',
    by: pull.state.by,
  });
}

/** Reads what the target branch holds, and what happened since it was last read. */
export function observe(
  world: World,
  name: EnvironmentName,
  now: string,
): Observation {
  ask(world);
  const { store, host } = world;
  const row = rowOf(world, name);
  const before = row.observation;
  const since = before
    ? host.main.findIndex(({ id }) => id === before.head)
    : -1;
  let origin = before?.origin;
  let isFresh = false;
  const well = (world.health.get(name) ?? 'well') === 'well';
  const verified = store.verified.get(name);
  for (let index = since + 1; index < host.main.length; index += 1) {
    const commit = host.main[index];
    if (commit.environment !== name) continue;
    isFresh = true;
    const seal = attribute(world, commit);
    if (seal?.release) store.releases.add(seal.release);
    if (seal) origin = seal.action === 'rollback' ? 'rollback' : 'promotion';
    else origin = 'foreign';
    recordMerge(world, commit);
    if (
      before &&
      !seal &&
      commit.pull === undefined &&
      policyOf(world, name).protected
    ) {
      append(world, `foreign:${commit.id}`, {
        kind: 'violation',
        by: commit.by,
      });
    }
  }
  const content = presentContent(world, name);
  const release = store.releases.has(content.image) ? content.image : undefined;
  if (release && well) verified?.add(release);
  if (world.setup.soak > 0) {
    seeSoak(world, name, release, world.health.get(name) ?? 'well', now);
    remember(world, name, release, now);
  }
  const observation = { head: headOf(world), content, release, origin };
  row.observation = observation;
  if (isFresh || release !== before?.release) wake(world);
  return observation;
}

/** For invariants: when a release was seen well, since it was last seen broken. */
function remember(
  { witness, health }: World,
  name: EnvironmentName,
  release: string | undefined,
  now: string,
): void {
  if (release === undefined) return;
  const key = `${name} ${release}`;
  const sighting = health.get(name) ?? 'well';
  const seen = witness.well.get(key) ?? [];
  if (sighting === 'broken') witness.well.delete(key);
  if (sighting === 'well') witness.well.set(key, [...seen, Date.parse(now)]);
}

/** Finds again what the host knows; see the backend's `environments/recover.ts`. */
export function recover(
  world: World,
  name: EnvironmentName,
  { origin }: Observation,
): void {
  const { store, decided } = world;
  const pull = findOpen(world, name);
  if (!store.current.has(name) && pull) {
    const { seal } = pull;
    if (seal.release) store.releases.add(seal.release);
    addPromotion(world, {
      id: seal.promotion,
      environment: name,
      kind: seal.action === 'rollback' ? 'rollback' : 'promotion',
      origin: seal.reason ? 'requested' : 'automatic',
      state: 'open',
      release: seal.release,
      restores: seal.restores,
      requester: seal.requester,
      reason: seal.reason,
      pullRequest: pull.number,
      bypassed: [],
    });
  }
  if (origin === 'rollback' && !decided.heldBefore.has(name)) {
    decided.heldBefore.add(name);
    decided.holds.set(name, {
      by: 'GitOps',
      reason: 'The newest change is a rollback.',
    });
  }
  rowOf(world, name).indexed = true;
}
