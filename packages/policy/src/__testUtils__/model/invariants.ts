import type { ApprovalRule } from '../../facts';
import type { Step } from '../../promotions/decide';
import { LONGEST_SILENCE } from '../../soak/soakClock';
import type { GateName } from '../../verdict';
import { BOT, byLogin, isBot, RELEASES } from './catalog';
import { sealedFor } from './host';
import type { Situation } from './loadSituation';
import { type EnvironmentName, SRE } from './setup';
import {
  digestOf,
  policyOf,
  type Pull,
  type StoredPromotion,
  type World,
} from './World';

/** A rule was broken; the message says which, in words. */
export class Broken extends Error {}

/** A promotion at a moment, as those see it who know what the rules mean and not how they are judged. */
interface View {
  world: World;
  name: EnvironmentName;
  promotion: StoredPromotion;
  pull?: Pull;
  /** ISO 8601, UTC. */
  now: string;
}

/** DESIGN 7: approvers are distinct catalog users, members now, and have seen what is proposed now. */
function approvers(
  { world, promotion, pull }: View,
  rule: ApprovalRule,
): Set<string> {
  const people = new Set<string>();
  if (!pull) return people;
  const content = digestOf(pull.head.content);
  for (const [user, seen] of world.store.approvals.get(promotion.id) ?? []) {
    if (seen === content) people.add(user);
  }
  for (const { login, verdict, content: seen } of pull.reviews) {
    const user = byLogin(login);
    if (user && !isBot(login) && verdict === 'approved' && seen === content) {
      people.add(user);
    }
  }
  if (rule.from) {
    for (const user of people) {
      if (!(world.sre.has(user) && rule.from.includes(SRE)))
        people.delete(user);
    }
  }
  for (const part of rule.exclude) {
    if (part === 'requester') people.delete(promotion.requester ?? '');
    if (part === 'sourceAuthor') {
      people.delete(RELEASES.get(promotion.release ?? '')?.sourceAuthor ?? '');
    }
    if (part === 'lastPusher' && pull.head.by !== BOT) {
      people.delete(byLogin(pull.head.by) ?? '');
    }
  }
  return people;
}

function isFrozen({ world, name }: View): boolean {
  for (const { scope } of world.decided.freezes.values()) {
    if (scope === 'system:default/shop' || scope.endsWith(name)) return true;
  }
  return false;
}

function isHeld({ world, name, now }: View): boolean {
  const hold = world.decided.holds.get(name);
  return (
    hold !== undefined &&
    (hold.expiresAt === undefined || new Date(hold.expiresAt) > new Date(now))
  );
}

function isVerifiedAbove({ world, name, promotion }: View): boolean {
  const { after, upstream } = policyOf(world, name);
  const verified = after.filter(above =>
    world.store.verified
      .get(above as EnvironmentName)
      ?.has(promotion.release ?? ''),
  );
  return upstream === 'any'
    ? after.length === 0 || verified.length > 0
    : verified.length === after.length;
}

/** It cannot have stayed well for longer than it was seen well, and one silence more. */
function canHaveSoaked({ world, name, promotion }: View): boolean {
  const { after, soak, upstream } = policyOf(world, name);
  const enough = after.map(above => {
    const seen = world.witness.well.get(`${above} ${promotion.release}`) ?? [];
    const most = seen.reduce((sum, at, index) => {
      const next = seen[index + 1] ?? Infinity;
      return sum + Math.min(LONGEST_SILENCE, Math.max(0, next - at));
    }, 0);
    return most >= soak;
  });
  return upstream === 'any' ? enough.includes(true) : !enough.includes(false);
}

function isWithinWindows({ world, promotion, now }: View): boolean {
  const { windows } = world.setup;
  const actor =
    promotion.mergeRequestedBy ??
    (promotion.origin === 'requested' ? promotion.requester : undefined);
  if (windows === 'officeButForSre' && actor && world.sre.has(actor)) {
    return true;
  }
  const at = new Date(now);
  const minute = at.getUTCHours() * 60 + at.getUTCMinutes();
  const isWorkday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  return isWorkday && minute >= 9 * 60 && minute < 17 * 60;
}

function areChecksGreen({ world, promotion, pull }: View): boolean {
  const { checks } = world.host;
  if (world.setup.checks === 'pullRequest') {
    return pull !== undefined && checks.get(pull.head.commit) === 'success';
  }
  return (
    RELEASES.get(promotion.release ?? '')?.sourceAuthor !== undefined &&
    checks.get(promotion.release ?? '') === 'success'
  );
}

/** Is a gate met? Each in words of its own: nothing of what judges gates is used. A new gate is a line here. */
const IS_MET: Array<[GateName, 'all' | 'promotions', (view: View) => boolean]> =
  [
    ['freeze', 'all', view => !isFrozen(view)],
    [
      'hold',
      'promotions',
      view => view.promotion.origin === 'requested' || !isHeld(view),
    ],
    ['upstream', 'promotions', isVerifiedAbove],
    [
      'rejected',
      'promotions',
      ({ world, promotion }) =>
        !world.decided.rejections.has(promotion.release ?? ''),
    ],
    [
      'immutable',
      'promotions',
      ({ world, name, promotion }) =>
        !policyOf(world, name).protected ||
        RELEASES.get(promotion.release ?? '')?.mutable !== true,
    ],
    [
      'soak',
      'promotions',
      view => policyOf(view.world, view.name).soak === 0 || canHaveSoaked(view),
    ],
    [
      'checks',
      'promotions',
      view =>
        view.name !== 'production' ||
        view.world.setup.checks === 'none' ||
        areChecksGreen(view),
    ],
    [
      'windows',
      'promotions',
      view =>
        view.name !== 'production' ||
        view.world.setup.windows === 'always' ||
        isWithinWindows(view),
    ],
    [
      'http',
      'promotions',
      ({ world, name, promotion }) =>
        name !== 'production' ||
        world.setup.http === 'none' ||
        world.host.answers.get(promotion.release ?? '') === 'allowed',
    ],
    [
      'approvals',
      'all',
      view => {
        const policy = policyOf(view.world, view.name);
        const rule =
          view.promotion.kind === 'rollback'
            ? policy.rollback.approvals
            : policy.approvals;
        return rule.count === 0 || approvers(view, rule).size >= rule.count;
      },
    ],
  ];

/** The gates that are neither met nor bypassed. */
export function unmetGates(view: View): GateName[] {
  const { kind, bypassed } = view.promotion;
  const unmet: GateName[] = [];
  for (const [name, concerns, isMet] of IS_MET) {
    if (concerns === 'promotions' && kind === 'rollback') continue;
    if (!isMet(view) && !bypassed.some(({ gate }) => gate === name)) {
      unmet.push(name);
    }
  }
  return unmet;
}

/** A hold stops automation, whatever arrives; and what people closed, they meant (DESIGN 2 and 5). */
function mayStart(view: View, release: string): void {
  const { world, name, promotion } = view;
  const { onNewer, approvals } = policyOf(world, name);
  const isUnderWay = world.store.current.has(name);
  if (isUnderWay && onNewer === 'queue') {
    throw new Broken(`${release} takes the place of ${promotion.id}, queued.`);
  }
  if (isUnderWay && onNewer === 'pin' && approvers(view, approvals).size > 0) {
    throw new Broken(
      `${release} takes the place of ${promotion.id}, approved.`,
    );
  }
  if (isHeld(view)) throw new Broken(`It starts ${release} in ${name}, held.`);
  if (world.witness.declined.has(`${name} ${release}`)) {
    throw new Broken(`It starts ${release} in ${name}, which people declined.`);
  }
}

const BEFORE_OPENING: ReadonlySet<GateName> = new Set([
  'freeze',
  'hold',
  'immutable',
  'rejected',
  'upstream',
]);

/** What a write is allowed by. */
export interface Licence {
  view: View;
  /** The head of the pull request that was judged. */
  head?: number;
}

/**
 * Never by us a merge or a commit with an unmet gate that was not bypassed, nor a change to a held (automatic) or
 * frozen environment (issue 4, must show 1). Judged on the world as it is when the facts are read.
 */
export function licenceOf(
  world: World,
  name: EnvironmentName,
  step: Step,
  { current }: Situation,
  now: string,
): Licence {
  const stored = world.store.current.get(name);
  const view: View = {
    world,
    name,
    promotion: stored ?? {
      id: 'none',
      environment: name,
      kind: 'promotion',
      origin: 'automatic',
      state: 'pending',
      bypassed: [],
    },
    pull: current?.pull,
    now,
  };
  if (step.kind === 'start') mayStart(view, step.release);
  if (
    step.kind === 'commit' ||
    step.kind === 'merge' ||
    step.kind === 'propose'
  ) {
    const unmet = unmetGates(view).filter(
      gate => step.kind !== 'propose' || BEFORE_OPENING.has(gate),
    );
    if (unmet.length > 0) {
      throw new Broken(
        `It would ${step.kind} into ${name} although not met: ${unmet.join(
          ', ',
        )}.`,
      );
    }
    if (view.promotion.cancelled) {
      throw new Broken(`It would ${step.kind} what was cancelled in ${name}.`);
    }
  }
  return {
    view,
    head: current?.pull?.head.commit,
  };
}

/** What people decide here stops a write up to the last question before it: the lease answers "look again" then. */
const DECIDED_HERE: ReadonlySet<GateName> = new Set([
  'freeze',
  'hold',
  'rejected',
]);

/** A freeze, hold, rejection or cancellation between reading and writing wins (issue 4, must show 5). */
export function beforeWriting(world: World, { view }: Licence): void {
  const unmet = unmetGates(view).filter(gate => DECIDED_HERE.has(gate));
  if (unmet.length > 0 || view.promotion.cancelled) {
    throw new Broken(
      `It writes to ${view.name} although meanwhile: ${
        unmet.join(', ') || 'cancelled'
      }.`,
    );
  }
  if (world.store.current.get(view.name) !== view.promotion) {
    throw new Broken(
      `It writes to ${view.name} for a promotion that is not current.`,
    );
  }
}

/** Never by us two open pull requests for one environment (DESIGN 5). */
export function oneOpenPull(world: World): void {
  for (const name of world.names) {
    const open = world.host.pulls.filter(
      pull => pull.environment === name && pull.state.status === 'open',
    );
    if (open.length > 1) {
      throw new Broken(`${open.length} pull requests are open for ${name}.`);
    }
  }
}

/** What is merged is what was judged: nobody's push slips in between (DESIGN 5). */
export function mergedAsJudged(world: World): void {
  for (const { state, head, number } of world.host.pulls) {
    if (state.status === 'merged' && state.by === BOT && !sealedFor(head)) {
      throw new Broken(`#${number} was merged with what ${head.by} pushed.`);
    }
  }
}

/** What people pushed to an open proposal is a fact to live with: it is never overwritten (DESIGN 5). */
export function overwritesNobody(
  world: World,
  name: EnvironmentName,
  expected: number | undefined,
): void {
  const head = world.host.branches.get(name);
  const isOpen = world.host.pulls.some(
    one => one.environment === name && one.state.status === 'open',
  );
  if (isOpen && head?.commit === expected && head && !sealedFor(head)) {
    throw new Broken(`It overwrites what ${head.by} pushed in ${name}.`);
  }
}

/** Any crash, retry or second replica ends in exactly one commit (DESIGN 5). */
export function oneCommitEach({ host, witness }: World): void {
  const seen = new Set<string>();
  for (const { id, by, seal, pull } of host.main) {
    if (id <= witness.since || by !== BOT || !seal || pull !== undefined)
      continue;
    if (seen.has(seal.promotion)) {
      throw new Broken(`${seal.promotion} was committed twice.`);
    }
    seen.add(seal.promotion);
  }
}

/**
 * Every outside act with an unmet gate is recorded within one event: by the first whole look after it.
 *
 * @param readAt - how many decisions had been taken when that look began.
 */
export function afterWholeLook(
  world: World,
  name: EnvironmentName,
  readAt: number,
): void {
  const { witness, store } = world;
  witness.merges = witness.merges.filter(merge => {
    if (merge.environment !== name || readAt < merge.decisions) return true;
    const entry = store.history.get(`merged:${merge.promotion}`);
    if (entry?.kind !== 'violation' && merge.decisions === readAt) {
      throw new Broken(
        `A merge in the host with ${merge.unmet.join(
          ', ',
        )} not met in ${name} is recorded as ${entry?.kind ?? 'nothing'}.`,
      );
    }
    return false;
  });
}
