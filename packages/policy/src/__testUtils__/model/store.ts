import { advanceSoak, type SoakSighting } from '../../soak/soakClock';
import type { EnvironmentName } from './setup';
import {
  emptyStore,
  type HistoryEntry,
  newWitness,
  rowOf,
  type StoredPromotion,
  type World,
} from './World';

/** How long a lease lasts between two renewals, in milliseconds. */
const LEASE = 60_000;

/** The right to work on an environment for a while. */
export interface Lease {
  environment: EnvironmentName;
  fence: number;
  /** What had been asked when the facts were read that the next step is decided from. */
  attention: number;
}

export function claim(
  world: World,
  environment: EnvironmentName,
): Lease | undefined {
  const row = rowOf(world, environment);
  if (row.leaseUntil > world.time) return undefined;
  row.fence += 1;
  row.leaseUntil = world.time + LEASE;
  return { environment, fence: row.fence, attention: row.attention };
}

/** Asked before every effect: is the lease ours, and was nothing decided since the facts were read? */
export function renew(
  world: World,
  lease: Lease,
): 'ours' | 'lookAgain' | 'lost' {
  const row = rowOf(world, lease.environment);
  if (row.fence !== lease.fence) return 'lost';
  row.leaseUntil = world.time + LEASE;
  return row.attention === lease.attention ? 'ours' : 'lookAgain';
}

export function release(world: World, lease: Lease): void {
  const row = rowOf(world, lease.environment);
  if (row.fence === lease.fence) row.leaseUntil = 0;
}

/** Asks for a look at environments, whoever works on them at this moment. */
export function wake(world: World, only?: EnvironmentName): void {
  for (const name of only ? [only] : world.names) {
    rowOf(world, name).attention += 1;
  }
}

export function hasEnded({ state }: StoredPromotion): boolean {
  return state !== 'pending' && state !== 'open';
}

/** Adds a promotion as its environment's current one; one that is there already is left. */
export function addPromotion(world: World, promotion: StoredPromotion): void {
  const { promotions, current } = world.store;
  if (promotions.has(promotion.id)) return;
  if (current.has(promotion.environment)) {
    throw new Error(`${promotion.environment} has a promotion under way.`);
  }
  promotions.set(promotion.id, promotion);
  current.set(promotion.environment, promotion);
  world.changes += 1;
}

export function updatePromotion(
  world: World,
  id: string,
  values: Partial<StoredPromotion>,
): void {
  const { promotions, current } = world.store;
  const promotion = promotions.get(id);
  if (!promotion) return;
  // What has ended stays so: a replica that wakes late reopens nothing.
  const reopens = values.state === 'open' || values.state === 'pending';
  if (reopens && hasEnded(promotion)) return;
  Object.assign(promotion, values);
  if (hasEnded(promotion) && current.get(promotion.environment) === promotion) {
    current.delete(promotion.environment);
  }
  world.changes += 1;
}

/** Ends what is current and adds its successor, in one step. */
export function replacePromotion(
  world: World,
  before: StoredPromotion,
  successor: StoredPromotion,
): void {
  updatePromotion(world, before.id, { state: 'superseded' });
  addPromotion(world, successor);
}

const DECLINING: ReadonlySet<StoredPromotion['state']> = new Set([
  'closed',
  'cancelled',
  'failed',
]);

/** Releases whose promotion into an environment people closed or cancelled. */
export function declined(
  { store }: World,
  environment: EnvironmentName,
): string[] {
  const found: string[] = [];
  for (const promotion of store.promotions.values()) {
    if (
      promotion.environment === environment &&
      promotion.release !== undefined &&
      DECLINING.has(promotion.state)
    ) {
      found.push(promotion.release);
    }
  }
  return found;
}

/** The history is only added to; what has the same key is the same. */
export function append(world: World, key: string, entry: HistoryEntry): void {
  if (world.store.history.has(key)) return;
  world.store.history.set(key, entry);
  world.changes += 1;
}

export function seeSoak(
  world: World,
  environment: EnvironmentName,
  present: string | undefined,
  sighting: SoakSighting,
  now: string,
): void {
  const clocks = world.store.soaks.get(environment);
  if (!clocks) return;
  const known = new Set(clocks.keys());
  if (present !== undefined) known.add(present);
  for (const one of known) {
    const clock = advanceSoak(
      clocks.get(one),
      one === present ? sighting : 'replaced',
      now,
    );
    if (clock) clocks.set(one, clock);
  }
}

/** The database is gone, and with it every process that worked on it. */
export function loseStore(world: World): void {
  world.store = emptyStore(world.names);
  for (const replica of world.replicas) replica.pass = undefined;
  world.witness = newWitness(world.lastCommit);
  world.changes += 1;
}
