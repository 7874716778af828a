import {
  ask,
  closePull,
  headOf,
  mergedContent,
  mergePull,
  nextCommit,
  presentContent,
  pushBranch,
  pushToMain,
} from './host';
import { unmetGates } from './invariants';
import { findOpen } from './loadSituation';
import type { EnvironmentName } from './setup';
import { hasEnded } from './store';
import { clockOf, type Content, type Pull, type World } from './World';

// What people do in the host, past this suite.

/** After this a release that was declined may come again, for another reason. */
export function forgetDeclined({ witness }: World, name: EnvironmentName) {
  for (const one of witness.declined) {
    if (one.startsWith(`${name} `)) witness.declined.delete(one);
  }
}

export function review(
  world: World,
  name: EnvironmentName,
  login: string,
  verdict: 'approved' | 'changesRequested',
): void {
  ask(world);
  const pull = findOpen(world, name);
  if (!pull) return;
  pull.reviews = pull.reviews.filter(one => one.login !== login);
  const { commit, content } = pull.head;
  pull.reviews.push({
    login,
    verdict,
    commit,
    content: `${content.image}+${content.settings}`,
  });
}

/** Which gates a merge would be past now, by both replicas' clocks. */
function unmetOf(world: World, name: EnvironmentName, pull: Pull): string[] {
  const promotion = world.store.promotions.get(pull.seal.promotion);
  if (!promotion) return [];
  if (hasEnded(promotion)) {
    return promotion.state === 'done' ? [] : ['not superseded'];
  }
  const [first, ...others] = world.replicas.map(replica =>
    unmetGates({ world, name, promotion, pull, now: clockOf(world, replica) }),
  );
  return first.filter(gate => others.every(unmet => unmet.includes(gate)));
}

/** Host logins may merge whatever their host lets them. */
export function mergeInHost(
  world: World,
  name: EnvironmentName,
  login: string,
  method: 'merge' | 'squash',
): void {
  ask(world);
  const pull = findOpen(world, name);
  if (!pull) return;
  const unmet = unmetOf(world, name, pull);
  forgetDeclined(world, name);
  if (mergePull(world, pull, login, { method }) !== 'merged') return;
  if (unmet.length === 0) return;
  world.witness.merges.push({
    promotion: pull.seal.promotion,
    environment: name,
    unmet,
    decisions: world.decisions,
  });
}

export function closeInHost(
  world: World,
  name: EnvironmentName,
  login: string,
): void {
  ask(world);
  const pull = findOpen(world, name);
  if (!pull) return;
  closePull(world, pull, login);
  const current = world.store.current.get(name);
  if (
    current?.pullRequest === pull.number &&
    current.headCommit === pull.head.commit &&
    current.origin === 'automatic'
  ) {
    world.witness.declined.add(`${name} ${current.release}`);
  }
}

/** Someone pushes a change of their own to the proposal. */
export function pushToProposal(
  world: World,
  name: EnvironmentName,
  login: string,
  change: Partial<Content>,
): void {
  const head = world.host.branches.get(name);
  if (!head) return;
  pushBranch(world, name, head.commit, {
    ...head,
    commit: nextCommit(world),
    content: { ...head.content, ...change },
    by: login,
  });
}

/** Someone rebases the proposal: another commit, the same message and the same content on a newer base. */
export function rebaseProposal(
  world: World,
  name: EnvironmentName,
  login: string,
): void {
  const head = world.host.branches.get(name);
  const content = head && mergedContent(world, name, head);
  if (!head || !content) return;
  pushBranch(world, name, head.commit, {
    ...head,
    commit: nextCommit(world),
    content,
    base: { commit: headOf(world), content: presentContent(world, name) },
    by: login,
  });
}

/** Someone pushes to the target branch. */
export function pushDirectly(
  world: World,
  name: EnvironmentName,
  login: string,
  change: (content: Content) => Content,
): void {
  forgetDeclined(world, name);
  pushToMain(world, headOf(world), {
    environment: name,
    content: change(presentContent(world, name)),
    by: login,
  });
}

export function reportCheck(
  world: World,
  of: number | string | undefined,
  state: 'pending' | 'success' | 'failure',
): void {
  if (of !== undefined) world.host.checks.set(of, state);
}

export function answer(
  world: World,
  release: string,
  word: 'allowed' | 'denied',
): void {
  world.host.answers.set(release, word);
}
