import { BOT } from './catalog';
import type { EnvironmentName } from './setup';
import {
  type Commit,
  type Content,
  digestOf,
  type Head,
  type Pull,
  type Seal,
  type World,
} from './World';

/** The host cannot be reached, or its answer was lost. */
export class HostTrouble extends Error {}

// Made once: what costs most in an error is to find out where it was made.
const AWAY = new HostTrouble('The host is away.');
const LOST = new HostTrouble('The answer was lost.');

/** Every request goes through here. */
export function ask({ host }: World): void {
  if (host.status === 'down') throw AWAY;
}

/** After a write: it took effect, whether or not its answer arrives. */
function answer(world: World): void {
  world.changes += 1;
  if (world.host.status !== 'answersGetLost') return;
  world.host.status = 'up';
  throw LOST;
}

export function headOf({ host }: World): number {
  return host.main[host.main.length - 1].id;
}

/** What the target branch holds of an environment, after one of its commits or now. */
export function contentOf(
  { host: { main } }: World,
  name: EnvironmentName,
  until?: number,
): Content | undefined {
  let end = main.length - 1;
  if (until !== undefined) while (end >= 0 && main[end].id !== until) end -= 1;
  while (end >= 0 && main[end].environment !== name) end -= 1;
  return main[end]?.content;
}

export function presentContent(world: World, name: EnvironmentName): Content {
  const content = contentOf(world, name);
  if (!content) throw new Error(`The target branch holds no ${name}.`);
  return content;
}

export function nextCommit(world: World): number {
  world.lastCommit += 1;
  return world.lastCommit;
}

/** Pushes one commit to the target branch, provided it is still where the commit was planned. */
export function pushToMain(
  world: World,
  expected: number,
  commit: Omit<Commit, 'id'> & { id?: number },
): 'pushed' | 'stale' {
  ask(world);
  if (headOf(world) !== expected) return 'stale';
  world.host.main.push({ ...commit, id: commit.id ?? nextCommit(world) });
  answer(world);
  return 'pushed';
}

/** Text is merged by parts: two sides that change the same part differently are in conflict. */
export function mergedContent(
  world: World,
  name: EnvironmentName,
  { base, content }: Head,
): Content | undefined {
  const ours = presentContent(world, name);
  const part = <Part extends keyof Content>(key: Part) => {
    if (ours[key] === base.content[key]) return content[key];
    return content[key] === base.content[key] || content[key] === ours[key]
      ? ours[key]
      : undefined;
  };
  const [image, settings] = [part('image'), part('settings')];
  return image === undefined || settings === undefined
    ? undefined
    : { image, settings };
}

/** Moves a proposal branch, provided it is still at `expected`; open pull requests follow it. */
export function pushBranch(
  world: World,
  name: EnvironmentName,
  expected: number | undefined,
  head: Head | undefined,
): 'pushed' | 'stale' {
  ask(world);
  const { branches, pulls } = world.host;
  if (branches.get(name)?.commit !== expected) return 'stale';
  if (head) {
    branches.set(name, head);
    const open = pulls.find(
      pull => pull.environment === name && pull.state.status === 'open',
    );
    if (open) open.head = head;
  } else {
    branches.delete(name);
  }
  answer(world);
  return 'pushed';
}

/** Opens a pull request for a proposal branch, or answers the one that is open. */
export function openPull(
  world: World,
  name: EnvironmentName,
  seal: Seal,
): Pull | undefined {
  ask(world);
  const head = world.host.branches.get(name);
  if (!head) return undefined;
  const open = world.host.pulls.find(
    pull => pull.environment === name && pull.state.status === 'open',
  );
  if (open) {
    open.seal = seal;
    return open;
  }
  return addPull(world, name, head, seal);
}

export function addPull(
  world: World,
  environment: EnvironmentName,
  head: Head,
  seal: Seal,
): Pull {
  const pull: Pull = {
    number: world.host.pulls.length + 1,
    environment,
    head,
    seal,
    reviews: [],
    state: { status: 'open' },
  };
  world.host.pulls.push(pull);
  answer(world);
  return pull;
}

export function pullOf(world: World, number: number): Pull {
  ask(world);
  return world.host.pulls[number - 1];
}

/** Merges a pull request; with `expected` only that head. */
export function mergePull(
  world: World,
  pull: Pull,
  by: string,
  how: { method: 'merge' | 'squash'; expected?: number },
): 'merged' | 'headMoved' | 'notReady' {
  ask(world);
  if (pull.state.status === 'merged') return 'merged';
  if (pull.state.status === 'closed') return 'notReady';
  if (how.expected !== undefined && pull.head.commit !== how.expected) {
    return 'headMoved';
  }
  const content = mergedContent(world, pull.environment, pull.head);
  if (!content) return 'notReady';
  const commit = nextCommit(world);
  world.host.main.push({
    id: commit,
    environment: pull.environment,
    content,
    by,
    pull: pull.number,
    // Squashing writes a message of its own.
    seal: how.method === 'merge' ? pull.head.seal : undefined,
  });
  pull.state = { status: 'merged', by, at: world.time, commit };
  if (by !== BOT) world.host.branches.delete(pull.environment);
  answer(world);
  return 'merged';
}

export function closePull(world: World, pull: Pull, by: string): void {
  ask(world);
  if (pull.state.status !== 'open') return;
  pull.state = { status: 'closed', by };
  answer(world);
}

/** Takes the newest commits of people off the target branch, as a force-push does. */
export function forcePush(world: World, commits: number): void {
  const { main, branches } = world.host;
  main.length = Math.max(world.names.length, main.length - commits);
  for (const [name, head] of branches) {
    if (!main.some(({ id }) => id === head.base.commit)) {
      head.base = {
        commit: headOf(world),
        content: presentContent(world, name),
      };
    }
  }
  world.changes += 1;
}

/** Was this commit sealed for the promotion, over the content that it holds? */
export function sealedFor(
  head: Pick<Head, 'seal' | 'content'>,
): string | undefined {
  return head.seal && head.seal.content === digestOf(head.content)
    ? head.seal.promotion
    : undefined;
}

/** The seal under which a commit came: of the pull request it merged, or its own. */
export function findMergedSeal(
  { host }: World,
  commit: Commit,
): Seal | undefined {
  return commit.pull === undefined
    ? commit.seal
    : host.pulls[commit.pull - 1].seal;
}
