import { mergeCommits } from '../git/mergeBranches';
import { moveBranches } from './moveBranches';
import { headOf, isMergeable, obstaclesOf, standingOf } from './pullState';
import {
  type Account,
  now,
  type QueueEntry,
  type State,
  type StoredPull,
  type StoredRepository,
} from './state';

/** Below it are the branches that a queue tests. */
const QUEUES = 'gh-readonly-queue';

/** Why a pull request may not go into the queue, in the host's words. */
export async function refusalOf(
  repository: StoredRepository,
  pull: StoredPull,
  expectedHead: string | undefined,
): Promise<string | undefined> {
  if (pull.state.status !== 'open') return 'Pull request is closed';
  const head = await headOf(repository, pull);
  if (expectedHead !== undefined && expectedHead !== head) {
    return 'Head branch was modified. Review and try the merge again.';
  }
  if (entryOf(repository, pull)) return 'Pull request is already in the queue';
  if (!repository.protections.get(pull.baseBranch)?.mergeQueue) {
    return 'The merge queue is not enabled for this branch';
  }
  if (!(await isMergeable(repository, pull))) {
    return 'Pull request has merge conflicts';
  }
  const obstacles = await obstaclesOf(repository, pull, head);
  return obstacles.length > 0
    ? `Pull request ${obstacles.join(' ')}`
    : undefined;
}

/** The entry of a pull request, where it waits in a queue. */
export function entryOf(
  { queues }: StoredRepository,
  pull: StoredPull,
): QueueEntry | undefined {
  return queues.get(pull.baseBranch)?.find(one => one.pull === pull);
}

/** Two tries of one merge are two commits, though they are made within a second. */
function messageOf(
  { owner }: StoredRepository,
  { id, pull }: QueueEntry,
): string {
  return `Merge pull request #${pull.number} from ${owner}/${pull.headBranch}\n\n${pull.title} (try ${id})\n`;
}

/** The merge queues of all repositories: they test merges on commits of their own, and merge those that passed. */
export class MergeQueues {
  readonly #state: State;

  constructor(state: State) {
    this.#state = state;
    state.listen(async (repository, _, { kind }) => {
      if (kind !== 'status' && kind !== 'checkRun') return;
      for (const base of repository.queues.keys()) {
        await this.#advance(repository, base);
      }
    });
  }

  /** Takes a pull request that may be taken: see {@link refusalOf}. */
  async add(
    repository: StoredRepository,
    pull: StoredPull,
    by: Account,
  ): Promise<QueueEntry> {
    const entry: QueueEntry = {
      id: this.#state.nextId(),
      pull,
      by,
      at: now(),
      head: await headOf(repository, pull),
    };
    const queue = repository.queues.get(pull.baseBranch) ?? [];
    repository.queues.set(pull.baseBranch, [...queue, entry]);
    this.#note(entry, 'ADDED_TO_MERGE_QUEUE_EVENT');
    await this.#state.tell(repository, by, {
      kind: 'pullRequest',
      action: 'enqueued',
      pull,
    });
    await this.#advance(repository, pull.baseBranch);
    return entry;
  }

  get #bot(): Account {
    const login = 'github-merge-queue[bot]';
    const known = this.#state.accounts.find(one => one.login === login);
    if (known) return known;
    const id = this.#state.nextId();
    const bot: Account = { id, login, type: 'Bot', token: `never-given-${id}` };
    this.#state.accounts.push(bot);
    return bot;
  }

  /** Tests what is not tested yet, merges from the front what passed, and lets go what failed. */
  async #advance(repository: StoredRepository, base: string): Promise<void> {
    await this.#test(repository, base);
    const [first] = repository.queues.get(base) ?? [];
    if (!first?.group) return;
    const checks = repository.protections.get(base)?.checks ?? [];
    const standings = checks.map(name =>
      standingOf(repository, name, first.group?.commit ?? ''),
    );
    if (standings.includes('failing')) {
      await this.#letGo(repository, first, 'failed_checks');
    } else if (standings.every(one => one === 'passed')) {
      await this.#merge(repository, first);
    } else {
      return;
    }
    await this.#advance(repository, base);
  }

  /** Makes the merges of all entries, each on top of the one before it, where they are not there already. */
  async #test(repository: StoredRepository, base: string): Promise<void> {
    let top = await repository.git.tip(base);
    for (const entry of repository.queues.get(base) ?? []) {
      if (top === undefined) return;
      if (entry.group?.base !== top) {
        await this.#untest(repository, entry);
        const { pull, head, by } = entry;
        const commit = await mergeCommits(repository.git, {
          base: top,
          head,
          method: 'merge',
          message: messageOf(repository, entry),
          name: by.login,
        });
        if (!commit) {
          await this.#letGo(repository, entry, 'merge_conflict');
          continue;
        }
        const branch = `${QUEUES}/${base}/pr-${pull.number}-${top}`;
        const tested = { ...entry, group: { branch, base: top, commit } };
        entry.group = tested.group;
        await moveBranches(this.#state, repository, this.#bot, () =>
          repository.git.git('update-ref', `refs/heads/${branch}`, commit),
        );
        await this.#state.tell(repository, this.#bot, {
          kind: 'mergeGroup',
          action: 'checks_requested',
          entry: tested,
        });
      }
      top = entry.group?.commit;
    }
  }

  /** Takes back the merge of an entry, if there is one. */
  async #untest(
    repository: StoredRepository,
    entry: QueueEntry,
  ): Promise<void> {
    const { group } = entry;
    if (!group) return;
    await moveBranches(this.#state, repository, this.#bot, () =>
      repository.git.git('update-ref', '-d', `refs/heads/${group.branch}`),
    );
    entry.group = undefined;
    await this.#state.tell(repository, this.#bot, {
      kind: 'mergeGroup',
      action: 'destroyed',
      entry: { ...entry, group },
    });
  }

  async #merge(repository: StoredRepository, entry: QueueEntry): Promise<void> {
    const { pull, group, head } = entry;
    if (!group) return;
    const { commit, base } = group;
    const by = this.#bot;
    await moveBranches(this.#state, repository, by, async () => {
      const branch = `refs/heads/${pull.baseBranch}`;
      await repository.git.git('update-ref', branch, commit, base);
      pull.state = { status: 'merged', by, at: now(), head, commit };
    });
    await this.#remove(repository, entry, 'merged');
    await this.#state.tell(repository, by, {
      kind: 'pullRequest',
      action: 'closed',
      pull,
    });
  }

  async #letGo(
    repository: StoredRepository,
    entry: QueueEntry,
    reason: string,
  ): Promise<void> {
    await this.#remove(repository, entry, reason);
    await this.#state.tell(repository, this.#bot, {
      kind: 'pullRequest',
      action: 'dequeued',
      pull: entry.pull,
      reason,
    });
  }

  async #remove(
    repository: StoredRepository,
    entry: QueueEntry,
    reason: string,
  ): Promise<void> {
    const { baseBranch } = entry.pull;
    const queue = repository.queues.get(baseBranch) ?? [];
    repository.queues.set(
      baseBranch,
      queue.filter(one => one !== entry),
    );
    this.#note(entry, 'REMOVED_FROM_MERGE_QUEUE_EVENT', reason);
    await this.#untest(repository, entry);
  }

  #note(
    { pull, by }: QueueEntry,
    type: 'ADDED_TO_MERGE_QUEUE_EVENT' | 'REMOVED_FROM_MERGE_QUEUE_EVENT',
    reason?: string,
  ): void {
    const id = this.#state.nextId();
    pull.timeline.push({ id, type, by, at: now(), reason });
  }
}
