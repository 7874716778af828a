import { decide } from '../../promotions/decide';
import { recordMerge } from './effects';
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
  replaces: (_world: World, _name: EnvironmentName, { head }: Licence) => head,
  recordMerge,
  supersede: replacePromotion,
  /** What a replica does when the host cannot be reached: it looks again later. */
  onTrouble: (() => {}) as (world: World, name: EnvironmentName) => void,
};

export type Product = typeof product;
