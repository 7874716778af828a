import type { Step } from '../../promotions/decide';
import { blocksMerging } from '../../gates/judge';
import { planRollback } from '../../rollbacks/planRollback';
import { BOT, RELEASES } from './catalog';
import {
  closePull,
  contentOf,
  headOf,
  mergePull,
  nextCommit,
  presentContent,
  pushBranch,
  pushToMain,
  sealedFor,
} from './host';
import { beforeWriting, type Licence, overwritesNobody } from './invariants';
import { findOpen, type Situation } from './loadSituation';
import type { EnvironmentName } from './setup';
import { addPromotion, append, type Lease, updatePromotion } from './store';
import {
  type Content,
  count,
  digestOf,
  type Head,
  type Moment,
  type Seal,
  type StoredPromotion,
  type World,
} from './World';

/** One environment, and the lease under which it is worked on. */
export interface Place {
  world: World;
  name: EnvironmentName;
  lease: Lease;
  /** What a trace calls the replica. */
  by: string;
}

export type Current = NonNullable<Situation['current']>;

/** An effect may be interrupted wherever it yields. */
export type Effect = Generator<
  Moment,
  | { status: 'done' }
  | { status: 'waiting' }
  | { status: 'failed'; reason: string },
  void
>;

const DONE = { status: 'done' } as const;
const WAITING = { status: 'waiting' } as const;

function say({ world, by, name }: Place, text: string): void {
  count(world, text.split(' ')[0]);
  world.trace?.(`    ${by} ${text} (${name})`);
}

const filesOf = ({ image, settings }: Content) =>
  new Map([
    ['image', image],
    ['settings', String(settings)],
  ]);

/** What the environment is to hold, planned on what it holds now. */
function plan(
  world: World,
  name: EnvironmentName,
  promotion: StoredPromotion,
):
  | { status: 'planned'; content: Content }
  | { status: 'nothingToDo' }
  | { status: 'refused'; reason: string } {
  const now = presentContent(world, name);
  if (promotion.restores === undefined) {
    if (
      promotion.release === undefined ||
      !world.store.releases.has(promotion.release)
    ) {
      return { status: 'refused', reason: 'The release is not known.' };
    }
    return now.image === promotion.release
      ? { status: 'nothingToDo' }
      : { status: 'planned', content: { ...now, image: promotion.release } };
  }
  const then = contentOf(world, name, promotion.restores);
  if (!then) return { status: 'refused', reason: 'It was never here.' };
  const none = new Map<string, string>();
  const planned = planRollback({
    now: { own: filesOf(now), shared: none, remote: [] },
    then: { own: filesOf(then), shared: none, remote: [] },
  });
  if (planned.status !== 'planned') return planned;
  return {
    status: 'planned',
    content: {
      image: planned.restore.get('image') ?? now.image,
      settings: Number(planned.restore.get('settings') ?? now.settings),
    },
  };
}

function sealOf(promotion: StoredPromotion, content: Content): Seal {
  return {
    promotion: promotion.id,
    action: promotion.kind === 'rollback' ? 'rollback' : 'promote',
    content: digestOf(content),
    release: promotion.release,
    restores: promotion.restores,
    requester: promotion.requester,
    reason: promotion.reason,
  };
}

/** See `applyChange.ts`. */
export function* commitChange(
  place: Place,
  { promotion }: Current,
  licence: Licence,
): Effect {
  const { world, name, lease } = place;
  for (;;) {
    const parent = headOf(world);
    const planned = plan(world, name, promotion);
    if (planned.status === 'nothingToDo') return DONE;
    if (planned.status === 'refused') {
      return { status: 'failed', reason: planned.reason };
    }
    yield 'asks for its lease';
    if (world.product.stillOurs(world, lease) !== 'ours') return WAITING;
    const commit = nextCommit(world);
    updatePromotion(world, promotion.id, { commit });
    beforeWriting(world, licence);
    yield 'pushes';
    say(place, `commits ${planned.content.image}`);
    const outcome = pushToMain(world, parent, {
      id: commit,
      environment: name,
      content: planned.content,
      by: BOT,
      seal: sealOf(promotion, planned.content),
    });
    if (outcome === 'pushed') return DONE;
  }
}

/** See `propose.ts` and `pushProposal`. */
export function* propose(
  place: Place,
  { promotion }: Current,
  licence: Licence,
): Effect {
  const { world, name, lease } = place;
  const planned = plan(world, name, promotion);
  if (planned.status === 'nothingToDo') return DONE;
  if (planned.status === 'refused') {
    return { status: 'failed', reason: planned.reason };
  }
  const seal = sealOf(promotion, planned.content);
  const head: Head = {
    commit: nextCommit(world),
    content: planned.content,
    base: { commit: headOf(world), content: presentContent(world, name) },
    by: BOT,
    seal,
  };
  // What was judged, and not what is there by now: someone may have pushed since.
  const expected = world.product.replaces(world, name, licence);
  yield 'asks for its lease';
  if (world.product.stillOurs(world, lease) !== 'ours') return WAITING;
  beforeWriting(world, licence);
  yield 'pushes';
  say(place, `pushes a proposal of ${planned.content.image}`);
  overwritesNobody(world, name, expected);
  if (pushBranch(world, name, expected, head) === 'stale') return WAITING;
  yield 'opens';
  const pull = world.product.openPull(world, name, seal);
  if (!pull) return WAITING;
  say(place, `opens or updates pull request #${pull.number}`);
  yield 'records';
  updatePromotion(world, promotion.id, {
    state: 'open',
    pullRequest: pull.number,
    headCommit: head.commit,
  });
  append(world, `opened:${promotion.id}`, {
    kind: 'pullRequestOpened',
    by: BOT,
  });
  return DONE;
}

/** See `EnvironmentPass.ts`. */
export function* merge(
  place: Place,
  { promotion, pull }: Current,
  licence: Licence,
): Effect {
  const { world } = place;
  if (!pull) return WAITING;
  const expected = world.product.expectedHead(licence.head);
  const outcome = mergePull(world, pull, BOT, { method: 'merge', expected });
  if (outcome !== 'merged') return WAITING;
  say(place, `merges pull request #${pull.number}`);
  yield 'records';
  append(world, `merged:${promotion.id}`, { kind: 'merged', by: BOT });
  return DONE;
}

function deleteHeadBranch({ world, name }: Place): void {
  const head = world.host.branches.get(name);
  if (head) pushBranch(world, name, head.commit, undefined);
}

/** See `recordViolation` in `endPromotion.ts`. */
export function recordMerge(
  world: World,
  { gates }: Situation,
  { promotion, pull }: Current,
): void {
  if (pull?.state.status !== 'merged') return;
  const { by } = pull.state;
  const isPast = by !== BOT && blocksMerging(gates) !== undefined;
  append(world, `merged:${promotion.id}`, {
    kind: isPast ? 'violation' : 'merged',
    by,
  });
}

/** See `endPromotion.ts`. */
export function settle(
  place: Place,
  situation: Situation,
  current: Current,
  step: Extract<Step, { kind: 'settle' }>,
): void {
  const { world } = place;
  const { promotion, pull } = current;
  say(place, `settles ${promotion.id} as ${step.outcome}`);
  world.product.recordMerge(world, situation, current);
  updatePromotion(world, promotion.id, {
    state: step.outcome,
    ...(pull?.state.status === 'merged' ? { commit: pull.state.commit } : {}),
  });
  if (step.outcome === 'closed') {
    append(world, `closed:${promotion.id}`, {
      kind: 'pullRequestClosed',
      by: pull?.state.status === 'closed' ? pull.state.by : 'someone',
    });
  }
  if (pull) deleteHeadBranch(place);
}

export function withdraw(
  place: Place,
  { promotion, pull }: Current,
  step: Extract<Step, { kind: 'withdraw' }>,
): void {
  const { world } = place;
  say(place, `withdraws ${promotion.id}, ${step.outcome}`);
  if (pull?.state.status === 'open') {
    closePull(world, pull, BOT);
    deleteHeadBranch(place);
  }
  updatePromotion(world, promotion.id, { state: step.outcome });
  append(world, `withdrawn:${promotion.id}`, { kind: 'withdrawn', by: BOT });
}

/**
 * Closes the proposal of a promotion that ended while its successor does not use it. One that was opened just before its
 * process died belongs to its promotion again.
 */
export function settleLeftOver(
  place: Place,
  { current }: Situation,
  step: Step,
): void {
  const { world, name } = place;
  if (current?.pull || step.kind === 'start') return;
  const pull = findOpen(world, name);
  if (!pull) return;
  // What this suite pushed is brought up to date in place; what people pushed to it stays in the pull request.
  if (step.kind === 'propose' && sealedFor(pull.head)) return;
  if (pull.seal.promotion === current?.promotion.id) {
    say(place, `finds pull request #${pull.number} again`);
    updatePromotion(world, pull.seal.promotion, {
      state: 'open',
      pullRequest: pull.number,
    });
    return;
  }
  say(place, `closes pull request #${pull.number}, which was left over`);
  closePull(world, pull, BOT);
  deleteHeadBranch(place);
}

export function fail(
  place: Place,
  { promotion }: Current,
  reason: string,
): void {
  const { world } = place;
  say(place, `gives ${promotion.id} up: ${reason}`);
  updatePromotion(world, promotion.id, { state: 'failed' });
  append(world, `failed:${promotion.id}`, { kind: 'failed', by: BOT });
}

/** See `startPromotion.ts`. */
export function startPromotion(
  place: Place,
  { content, current }: Situation,
  release: string,
): void {
  const { world, name } = place;
  const id = `${name} ${release} on ${content}`;
  say(place, `starts ${id}`);
  const promotion: StoredPromotion = {
    id,
    environment: name,
    kind: 'promotion',
    origin: 'automatic',
    state: 'pending',
    release,
    requester: RELEASES.get(release)?.sourceAuthor,
    bypassed: [],
  };
  if (current) {
    world.product.supersede(world, current.promotion, promotion);
    return;
  }
  // The same release came here from the same content before and was taken back by hand: this is another promotion.
  while (world.store.promotions.has(promotion.id)) promotion.id += ' again';
  addPromotion(world, promotion);
}
