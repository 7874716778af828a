import { decide } from '../../promotions/decide';
import { recordMerge, settleLeftOver } from './effects';
import { openPull, sealedFor } from './host';
import type { Licence } from './invariants';
import { loadSituation } from './loadSituation';
import type { EnvironmentName } from './setup';
import { renew, replacePromotion } from './store';
import type { World } from './World';

/** Which head of the proposal branch a push may replace: the one that was judged, or what this suite left there. */
function replaces(
  { host }: World,
  name: EnvironmentName,
  { view, head }: Licence,
): number | undefined {
  if (view.pull?.state.status === 'open') return head;
  const present = host.branches.get(name);
  const isOpen = host.pulls.some(
    pull => pull.environment === name && pull.state.status === 'open',
  );
  return present && (!isOpen || sealedFor(present))
    ? present.commit
    : undefined;
}

/** The parts that decide and do, so that each can be broken to see whether that is found. */
export const product = {
  decide,
  loadSituation,
  openPull,
  stillOurs: renew,
  /** Which head a merge names, of the one that was judged. */
  expectedHead: (judged: number | undefined) => judged,
  replaces,
  recordMerge,
  settleLeftOver,
  supersede: replacePromotion,
  /** What a replica does when the host cannot be reached: it looks again later. */
  onTrouble: (() => {}) as (world: World, name: EnvironmentName) => void,
};

export type Product = typeof product;
