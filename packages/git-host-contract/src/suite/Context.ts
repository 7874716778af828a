import type {
  MergeMethod,
  PullRequest,
  PullRequestReading,
} from '@backstage-gitops/plugin-gitops-node';
import type { HostWorld, Offer } from './HostWorld';

/** The world of the test that runs, with what most tests do in it. */
export class Context {
  readonly offers: ReadonlySet<Offer>;
  #world: HostWorld | undefined;

  constructor(offers: ReadonlySet<Offer>) {
    this.offers = offers;
  }

  use(world: HostWorld | undefined): void {
    this.#world = world;
  }

  get world(): HostWorld {
    if (!this.#world) throw new Error('There is a world in tests alone');
    return this.#world;
  }

  get host() {
    return this.world.host;
  }

  get repository(): string {
    return this.world.repository;
  }

  get network(): NonNullable<HostWorld['network']> {
    if (!this.world.network) throw new Error('It offers no network');
    return this.world.network;
  }

  async protect(rules: Parameters<NonNullable<HostWorld['protect']>>[0]) {
    if (!this.world.protect) throw new Error('It offers no protection');
    await this.world.protect(rules);
  }

  async runCheck(
    ...args: Parameters<NonNullable<HostWorld['runCheck']>>
  ): Promise<void> {
    if (!this.world.runCheck) throw new Error('It offers no protection');
    await this.world.runCheck(...args);
  }

  /** Pushes a branch with a file of its own, and opens a pull request for it. */
  async open(branch: string, labels: string[] = []): Promise<PullRequest> {
    await this.world.push('ana', branch, { [`${branch}.yaml`]: 'a: 1\n' });
    return this.openFor(branch, labels);
  }

  /** Opens a pull request for a branch that is there. */
  async openFor(branch: string, labels: string[] = []): Promise<PullRequest> {
    return this.host.openPullRequest({
      repository: this.repository,
      headBranch: branch,
      baseBranch: 'main',
      content: { title: `Promote ${branch}`, body: 'Because.', labels },
    });
  }

  async merge(
    { number, headCommit }: Pick<PullRequest, 'number' | 'headCommit'>,
    method: MergeMethod = 'merge',
  ) {
    return this.host.mergePullRequest({
      repository: this.repository,
      number,
      headCommit,
      method,
      title: 'Promote it',
      body: 'GitOps-Release: 7',
    });
  }

  async read(number: number): Promise<PullRequest> {
    const pull = await this.host.getPullRequest(this.repository, number);
    if (!pull) throw new Error(`There is no pull request #${number}`);
    return pull;
  }

  /** All that a decision reads of a pull request. */
  async readAll(number: number): Promise<PullRequestReading> {
    const [reading] = await this.host.readPullRequests(this.repository, [
      number,
    ]);
    if (!reading) throw new Error(`There is no pull request #${number}`);
    return reading;
  }

  /** Like `readAll`, once the host knows whether it would merge: some find that out after they were asked. */
  async readSettled(number: number): Promise<PullRequestReading> {
    for (;;) {
      const reading = await this.readAll(number);
      if (reading.mergeability.status !== 'unknown') return reading;
    }
  }
}
