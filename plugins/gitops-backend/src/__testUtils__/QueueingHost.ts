import type {
  GitHost,
  MergeGroup,
  MergeOutcome,
} from '@backstage-gitops/plugin-gitops-node';
import { git } from '../git/git';

/** Who merges what a queue has tested. */
export const QUEUE = 'merge-queue';

/** A host whose branch `main` has a merge queue: it tests a merge on a commit of its own, and makes it when it is told. */
export class QueueingHost {
  readonly host: GitHost;
  readonly #directory: string;
  readonly #groups: MergeGroup[] = [];
  /** How often it was asked to merge what it has already. */
  askedAgain = 0;

  /** @param directory - of the repository whose pull requests are queued */
  constructor(inner: GitHost, directory: string) {
    this.#directory = directory;
    const queued: Partial<GitHost> = {
      listMergeGroups: async () => [...this.#groups],
      mergePullRequest: ({ number, headCommit }) =>
        this.#queue(number, headCommit),
    };
    this.host = new Proxy(inner, {
      get: (target, name) => {
        const own: unknown = Reflect.get(queued, name);
        const value: unknown = own ?? Reflect.get(target, name, target);
        return typeof value === 'function' && !own ? value.bind(target) : value;
      },
    });
  }

  /** The commit that tests a pull request. */
  groupOf(number: number): string | undefined {
    return this.#groups.find(one => one.pullRequests.includes(number))?.commit;
  }

  /** Queues a pull request as a person would. */
  async add(number: number, head: string): Promise<void> {
    await this.#queue(number, head);
  }

  /** Ends the test of a pull request. */
  remove(number: number): void {
    const index = this.#groups.findIndex(one =>
      one.pullRequests.includes(number),
    );
    this.#groups.splice(index, 1);
  }

  async #queue(number: number, head: string): Promise<MergeOutcome> {
    if (this.groupOf(number)) {
      this.askedAgain += 1;
      return { status: 'queued' };
    }
    const run = async (args: string[]) =>
      (await git(args, { directory: this.#directory })).toString().trim();
    const tree = await run([
      ...['merge-tree', '--write-tree', '--allow-unrelated-histories'],
      ...['main', head],
    ]);
    const person = ['-c', 'user.name=Queue', '-c', 'user.email=q@example.com'];
    const commit = await run([
      ...person,
      ...['commit-tree', '-p', 'main', '-p', head, '-m', 'Test', tree],
    ]);
    this.#groups.push({ commit, pullRequests: [number] });
    return { status: 'queued' };
  }
}
