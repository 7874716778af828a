import { decide } from '../../promotions/decide';
import { recordMerge, settleLeftOver } from './effects';
import { openPull } from './host';
import type { Licence } from './invariants';
import { loadSituation } from './loadSituation';
import type { EnvironmentName } from './setup';
import { renew, replacePromotion } from './store';
import type { World } from './World';

/** The parts that decide and do, so that each can be broken to see whether that is found. */
export const product = {
  decide,
  loadSituation,
  openPull,
  stillOurs: renew,
  /** Which head a merge names, of the one that was judged. */
  expectedHead: (judged: number | undefined) => judged,
  /** Which head of the proposal branch a push may replace. */
  replaces: ({ host }: World, name: EnvironmentName, { view, head }: Licence) =>
    view.pull?.state.status === 'open' ? head : host.branches.get(name)?.commit,
  recordMerge,
  settleLeftOver,
  supersede: replacePromotion,
  /** What a replica does when the host cannot be reached: it looks again later. */
  onTrouble: (() => {}) as (world: World, name: EnvironmentName) => void,
};

export type Product = typeof product;
