import fc from 'fast-check';
import { explain } from '../../promotions/explain';
import { anyEvent, type Event, lookAt, run } from './events';
import {
  Broken,
  mergedAsJudged,
  oneCommitEach,
  oneOpenPull,
  unmetGates,
} from './invariants';
import { findOpen, loadSituation } from './loadSituation';
import { product, type Product } from './Product';
import { anySetup, type EnvironmentName, type Setup } from './setup';
import { hasEnded } from './store';
import {
  clockOf,
  count,
  createWorld,
  policyOf,
  rowOf,
  type World,
} from './World';

/** Rounds of both replicas in which everything must have come to rest. */
const MOST_ROUNDS = 12;

/** In the quiet period the world stands still: what had stalled wakes, the host is there, nobody does anything. */
function comeToRest(world: World): void {
  world.host.status = 'up';
  for (const replica of world.replicas) run(replica);
  // Leases of what died run out.
  for (const name of world.names) rowOf(world, name).leaseUntil = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = world.changes;
    for (const replica of world.replicas) {
      for (const name of world.names) lookAt(world, replica, name);
    }
    if (world.changes === before) return;
  }
  throw new Broken(`It does not come to rest within ${MOST_ROUNDS} rounds.`);
}

/** Always convergence: at rest each environment waits for what is really unmet, and says so in one sentence. */
function isExplained(world: World, name: EnvironmentName): void {
  const [replica] = world.replicas;
  const now = clockOf(world, replica);
  const { facts, current } = loadSituation(world, name, now);
  const step = world.product.decide(facts);
  const { sentence } = explain(facts, step);
  if (!/^\S[^\n]*$/.test(sentence)) {
    throw new Broken(`${name} is explained by ${JSON.stringify(sentence)}.`);
  }
  if (step.kind !== 'idle' && step.kind !== 'wait') {
    throw new Broken(`${name} rests although it would ${step.kind}.`);
  }
  // How long something has soaked at most is known from outside, and how long at least is not.
  if (
    step.kind === 'wait' &&
    !step.asks &&
    current &&
    step.gate.name !== 'soak'
  ) {
    const { promotion, pull } = current;
    const unmet = unmetGates({ world, name, promotion, pull, now });
    if (!unmet.includes(step.gate.name)) {
      throw new Broken(
        `${name} waits for ${step.gate.name}, which is met: ${sentence}`,
      );
    }
  }
}

/** What people closed or cancelled, they meant. A promotion that failed is not among it. */
function isDeclined({ store }: World, name: EnvironmentName, release: string) {
  return [...store.promotions.values()].some(
    one =>
      one.environment === name &&
      one.release === release &&
      (one.state === 'closed' || one.state === 'cancelled'),
  );
}

/** Never a lost release: at rest the newest that may come here is here, under way, or told why not. */
function nothingIsLost(world: World, name: EnvironmentName): void {
  const { store } = world;
  if (store.current.has(name)) return;
  const now = clockOf(world, world.replicas[0]);
  const { facts } = loadSituation(world, name, now);
  const held = world.decided.holds.get(name);
  if (held && (!held.expiresAt || held.expiresAt > now)) return;
  const policy = policyOf(world, name);
  for (const release of facts.releases) {
    const view = {
      world,
      name,
      promotion: {
        id: 'next',
        environment: name,
        kind: 'promotion',
        origin: 'automatic',
        state: 'pending',
        release: release.id,
        bypassed: [],
      } as const,
      now,
    };
    const unmet = unmetGates({
      ...view,
      promotion: { ...view.promotion, bypassed: [] },
    }).filter(gate => /^(upstream|rejected|immutable)$/.test(gate));
    const takenBack = facts.upstream.some(
      one =>
        one.verified.includes(release.id) &&
        one.deployed !== undefined &&
        Number(one.deployed.slice(1)) < Number(release.version),
    );
    if (
      unmet.length === 0 &&
      !takenBack &&
      release.triggers.some(trigger => policy.accepts.includes(trigger)) &&
      !isDeclined(world, name, release.id) &&
      Number(release.version) > Number(facts.deployed.version)
    ) {
      throw new Broken(`${release.id} was lost on its way into ${name}.`);
    }
  }
}

/** Whoever merged for us, and whatever crashed afterwards, the history says that it was merged. */
function mergesAreRecorded({ host, store }: World): void {
  for (const { state, seal, number } of host.pulls) {
    if (
      state.status === 'merged' &&
      store.promotions.get(seal.promotion)?.state === 'done' &&
      !store.history.has(`merged:${seal.promotion}`)
    ) {
      throw new Broken(`The merge of #${number} is not in the history.`);
    }
  }
}

/** What has ended stays so: whatever has not is the one promotion under way. */
function onlyCurrentIsOpen({ store }: World): void {
  for (const promotion of store.promotions.values()) {
    const isCurrent = store.current.get(promotion.environment) === promotion;
    if (isCurrent === hasEnded(promotion)) {
      throw new Broken(`${promotion.id} is ${promotion.state}, and is not.`);
    }
  }
}

/** Nothing of ours is left lying about: an open pull request belongs to the promotion under way, or to people. */
function nothingIsLeftOver(world: World, name: EnvironmentName): void {
  const open = findOpen(world, name);
  if (!open || open.head.by !== 'gitops[bot]') return;
  const current = world.store.current.get(name);
  if (!current) throw new Broken(`#${open.number} is open for nothing.`);
}

/** What holds at every moment. */
function always(world: World): void {
  oneOpenPull(world);
  mergedAsJudged(world);
  oneCommitEach(world);
}

function play(setup: Setup, events: Event[], how: Product, trace?: string[]) {
  const world = createWorld(setup, how);
  if (trace) world.trace = text => trace.push(text);
  for (const event of events) {
    trace?.push(event.words);
    const before = world.changes;
    event.act(world);
    if (world.changes !== before) always(world);
  }
  trace?.push('all is quiet');
  comeToRest(world);
  always(world);
  for (const name of world.names) {
    isExplained(world, name);
    nothingIsLost(world, name);
    nothingIsLeftOver(world, name);
  }
  mergesAreRecorded(world);
  onlyCurrentIsOpen(world);
  count(world, 'sequences');
  return world;
}

const sequences = fc.array(anyEvent, {
  maxLength: 40,
  size: 'max',
});

/** What a run found: how often what happened, or the shortest sequence that breaks a rule, in words. */
export type Found =
  | { status: 'kept'; sequences: number; tally: Map<string, number> }
  | { status: 'broken'; story: string };

function tell(setup: Setup, events: Event[], how: Product): string {
  const trace: string[] = [];
  try {
    play(setup, events, how, trace);
    return 'It does not happen again.';
  } catch (error) {
    const told = error instanceof Broken ? error.message : String(error);
    return [JSON.stringify(setup), ...trace, `=> ${told}`].join('\n');
  }
}

/** Plays random sequences; a failure is shrunk and told. */
export function search(options: {
  seed: number;
  sequences: number;
  product?: Partial<Product>;
  /** `stop` tells the first failure as it was found. */
  onFailure?: 'shrink' | 'stop';
}): Found {
  const how: Product = { ...product, ...options.product };
  const tally = new Map<string, number>();
  const details = fc.check(
    fc.property(anySetup, sequences, (setup, events) => {
      const world = play(setup, events, how);
      for (const [what, times] of world.tally) {
        tally.set(what, (tally.get(what) ?? 0) + times);
      }
    }),
    {
      seed: options.seed,
      numRuns: options.sequences,
      endOnFailure: options.onFailure === 'stop',
    },
  );
  if (!details.failed) {
    return { status: 'kept', sequences: details.numRuns, tally };
  }
  const [setup, events] = details.counterexample ?? [];
  const story =
    setup && events
      ? tell(setup, events, how)
      : `It was interrupted: ${details.errorInstance}`;
  return {
    status: 'broken',
    story: `seed ${details.seed}, path "${details.counterexamplePath}", after ${details.numRuns} sequences and ${details.numShrinks} shrinks:\n${story}`,
  };
}
