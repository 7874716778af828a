import { BOT } from '../__testUtils__/model/catalog';
import { addPull } from '../__testUtils__/model/host';
import { loadSituation } from '../__testUtils__/model/loadSituation';
import { search } from '../__testUtils__/model/play';
import { product, type Product } from '../__testUtils__/model/Product';
import { updatePromotion } from '../__testUtils__/model/store';
import type {
  ApprovalFacts,
  EnvironmentFacts,
  EnvironmentPolicy,
  PromotionFacts,
} from '../facts';
import { decide } from './decide';

jest.mock('../windows/judgeWindows', () =>
  jest
    .requireActual('../__testUtils__/model/memoise')
    .memoise(jest.requireActual('../windows/judgeWindows')),
);
jest.setTimeout(300_000);

/** Decides on facts that were tampered with: as if a gate, or the decision itself, were blind to something. */
const blind = (
  change: (facts: EnvironmentFacts) => Partial<EnvironmentFacts>,
): Partial<Product> => ({
  decide: facts => decide({ ...facts, ...change(facts) }),
});
const rules = (change: (policy: EnvironmentPolicy) => object) =>
  blind(({ policy }) => ({ policy: { ...policy, ...change(policy) } }));
const current = (change: (one: PromotionFacts) => Partial<PromotionFacts>) =>
  blind(facts => ({
    current: facts.current && { ...facts.current, ...change(facts.current) },
  }));
const approvals = (change: (one: ApprovalFacts) => Partial<ApprovalFacts>) =>
  current(one => ({
    approvals: one.approvals.map(given => ({ ...given, ...change(given) })),
  }));

/** Judges what was read the time before. */
function late(): Partial<Product> {
  const before = new WeakMap<object, ReturnType<typeof loadSituation>>();
  return {
    loadSituation(world, name, now) {
      const fresh = loadSituation(world, name, now);
      const promotion = fresh.current?.promotion;
      const stale = promotion && before.get(promotion);
      if (promotion) before.set(promotion, fresh);
      return stale ?? fresh;
    },
  };
}

describe('the model finds', () => {
  it.each<[string, Partial<Product>, RegExp]>([
    ['a freeze that is skipped', blind(() => ({ freezes: [] })), /freeze/],
    [
      'a hold that is forgotten',
      blind(() => ({ hold: undefined })),
      /hold|held/,
    ],
    [
      'an exclusion that is forgotten',
      rules(({ approvals: rule }) => ({ approvals: { ...rule, exclude: [] } })),
      /not met: approvals/,
    ],
    [
      'approvers from anywhere',
      rules(({ approvals: rule }) => ({
        approvals: { ...rule, from: undefined },
      })),
      /not met: approvals/,
    ],
    [
      'approvals of an earlier content that count',
      approvals(() => ({ content: 'current' })),
      /not met: approvals/,
    ],
    [
      'machines that approve',
      approvals(() => ({ account: 'person' })),
      /not met: approvals/,
    ],
    [
      'strangers that approve',
      approvals(({ user, login }) => ({ user: user ?? login })),
      /not met: approvals/,
    ],
    [
      'one upstream taken for all',
      rules(() => ({ upstream: 'any' })),
      /upstream/,
    ],
    [
      'a release taken for immutable',
      blind(({ releases, current: one }) => ({
        releases: releases.map(release => ({ ...release, mutable: false })),
        current: one && {
          ...one,
          release: one.release && { ...one.release, mutable: false },
        },
      })),
      /immutable/,
    ],
    [
      'a rejection that is ignored',
      current(({ release }) => ({
        release: release && { ...release, rejected: undefined },
      })),
      /rejected/,
    ],
    ['closed windows', rules(() => ({ windows: [] })), /windows/],
    ['no soak', rules(() => ({ soak: 0 })), /soak/],
    [
      'checks that nobody awaits',
      rules(() => ({ checks: { pullRequest: [], source: [] } })),
      /checks/,
    ],
    ['an endpoint that nobody asks', rules(() => ({ http: [] })), /http/],
    [
      'a cancellation that is ignored',
      current(() => ({ cancelled: undefined })),
      /cancelled/,
    ],
    [
      'what people closed, opened again',
      blind(() => ({ declined: [] })),
      /declined/,
    ],
    [
      'a newer release past the first approval',
      rules(() => ({ onNewer: 'update' })),
      /approved|queued/,
    ],
    [
      'work of people that is overwritten',
      current(({ pullRequest }) => ({
        pullRequest:
          pullRequest.status === 'open' &&
          pullRequest.head === 'changedByOthers'
            ? { status: 'open', head: 'outdated' }
            : pullRequest,
      })),
      /overwrites/,
    ],
    [
      'work of people that is overwritten in a race',
      {
        replaces: ({ host }, name) => host.branches.get(name)?.commit,
      },
      /overwrites/,
    ],
    [
      'a merge of whatever the head is',
      { expectedHead: () => undefined },
      /was merged with/,
    ],
    ['facts of the time before', late(), /although|not met|rest/],
    [
      'a lease that is ignored',
      { stillOurs: () => 'ours' },
      /meanwhile|not current/,
    ],
    [
      'decisions between reading and writing that go unseen',
      {
        stillOurs(world, lease) {
          const claim = product.stillOurs(world, lease);
          return claim === 'lookAgain' ? 'ours' : claim;
        },
      },
      /meanwhile|not current/,
    ],
    [
      'a proposal that is not adopted',
      {
        openPull(world, name, seal) {
          const head = world.host.branches.get(name);
          return head && addPull(world, name, head, seal);
        },
      },
      /pull requests are open/,
    ],
    [
      'a proposal that is left over',
      { settleLeftOver: () => {} },
      /is open for nothing|not superseded|would propose/,
    ],
    [
      'a commit that is made again over what people pushed',
      {
        loadSituation(world, name, now) {
          const promotion = world.store.current.get(name);
          if (promotion)
            updatePromotion(world, promotion.id, { commit: undefined });
          return loadSituation(world, name, now);
        },
      },
      /committed twice|come to rest/,
    ],
    [
      'a merge past the gates that nobody writes down',
      { recordMerge: () => {} },
      /recorded as nothing|not in the history/,
    ],
    [
      'a merge past the gates that passes for an ordinary one',
      {
        recordMerge: (world, situation, one) =>
          product.recordMerge(world, { ...situation, gates: [] }, one),
      },
      /recorded as merged/,
    ],
    [
      'our own merge, not in the history after a crash',
      {
        recordMerge(world, situation, one) {
          const state = one.pull?.state;
          if (state?.status === 'merged' && state.by === BOT) return;
          product.recordMerge(world, situation, one);
        },
      },
      /is not in the history/,
    ],
    [
      'a host error that ends a promotion',
      {
        onTrouble(world, name) {
          const one = world.store.current.get(name);
          if (one) updatePromotion(world, one.id, { state: 'failed' });
        },
      },
      /was lost|is open for nothing/,
    ],
  ])('%s', (_, broken, rule) => {
    const found = search({
      seed: 1,
      sequences: 40_000,
      product: broken,
      onFailure: 'stop',
    });
    expect(found).toMatchObject({
      status: 'broken',
      story: expect.stringMatching(rule),
    });
  });
});
