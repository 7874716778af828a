import {
  type BareRepository,
  ClonedRepository,
  type Failure,
  type GiteaStandIn,
  type HostWorld,
  type Offer,
  type Protection,
} from '@backstage-gitops/git-host-contract';
import { z } from 'zod';
import { GiteaHost } from '../GiteaHost';
import { Instance } from './Instance';

/** Hosts do real merges of real repositories, which takes its time where others work, too. */
jest.setTimeout(60_000);

const BOT = 'gitops-bot';

/** Longer than any answer takes, in milliseconds. */
const LONG = 30_000;

const EVENTS = {
  approved: 'APPROVED',
  changesRequested: 'REQUEST_CHANGES',
  commented: 'COMMENT',
} as const;

const comments = z.array(z.object({ body: z.string() }));
const requested = z.object({
  requested_reviewers: z.array(z.object({ login: z.string() })).nullable(),
});
const activities = z.array(z.object({ content: z.string() }));

/** A host of ours on a Gitea: a stand-in whose every answer is one that Gitea could give, or a real one. */
export class GiteaWorld implements HostWorld {
  /** What it offers: that a real one fails, and that it calls an account a machine's, cannot be had. */
  static offers(): ReadonlySet<Offer> {
    const always = [
      'accounts',
      'pushers',
      'protection',
      'namedChecks',
    ] as const;
    return new Set<Offer>(
      process.env.GITEA_URL ? always : [...always, 'machines', 'network'],
    );
  }

  static async create(instance?: Instance): Promise<GiteaWorld> {
    const on = instance ?? (await Instance.start());
    for (const login of ['ana', 'ravi', 'ci', BOT]) await on.addAccount(login);
    const name = await on.addRepository({
      ana: 'write',
      ravi: 'write',
      ci: 'write',
      [BOT]: 'admin',
    });
    const { standIn } = on;
    const actions = standIn?.addActions(name);
    if (actions) on.knows(actions.login, actions.secret);
    const git =
      standIn?.git(name) ??
      (await ClonedRepository.clone(
        `${on.url}/${name}.git`,
        on.authorizationOf(BOT),
      ));
    return new GiteaWorld(on, name, git, actions?.login ?? 'ci');
  }

  readonly host: GiteaHost;
  readonly repository: string;
  readonly fileViews = { page: 'src/branch', raw: 'raw/branch' };
  readonly network?: NonNullable<HostWorld['network']>;
  readonly #patience: { second: number; timeout: number };

  private constructor(
    readonly instance: Instance,
    /** Of the repository, with its owner's. */
    readonly name: string,
    readonly git: BareRepository,
    readonly machine: string,
  ) {
    const { url, standIn } = instance;
    this.repository = `${url}/${name}`;
    this.#patience = { second: standIn ? 1 : 200, timeout: LONG };
    this.host = new GiteaHost({
      url,
      bot: BOT,
      authorization: instance.authorizationOf(BOT),
      patience: this.#patience,
    });
    this.network = standIn && this.#networkOf(standIn);
  }

  async push(login: string, branch: string, files: Record<string, string>) {
    const { standIn } = this.instance;
    if (standIn) {
      return standIn.pushing(this.name, login, git =>
        git.commit(branch, files),
      );
    }
    if (!(this.git instanceof ClonedRepository)) {
      throw new Error('A real repository is a cloned one');
    }
    const commit = await this.git.as(this.instance.authorizationOf(login), () =>
      this.git.commit(branch, files),
    );
    // It is taken notice of some time after it was pushed.
    while (!(await this.#isNoticed(commit)));
    return commit;
  }

  async review(
    login: string,
    number: number,
    verdict: 'approved' | 'changesRequested' | 'commented',
  ) {
    const review = { event: EVENTS[verdict], body: 'As I see it' };
    await this.#act(login, 'POST', `pulls/${number}/reviews`, review);
  }

  async merge(
    login: string,
    number: number,
    method: 'merge' | 'squash' | 'rebase',
  ) {
    for (;;) {
      try {
        const wanted = { Do: method };
        await this.#act(login, 'POST', `pulls/${number}/merge`, wanted);
        return;
      } catch (error) {
        // It is still looked whether it conflicts, which reading it asks for.
        if (!/try again later/.test(String(error))) throw error;
        await this.#act(login, 'GET', `pulls/${number}`);
      }
    }
  }

  async conversation(number: number) {
    const said = await this.#act(BOT, 'GET', `issues/${number}/comments`);
    const pull = await this.#act(BOT, 'GET', `pulls/${number}`);
    const { requested_reviewers: asked } = requested.parse(pull);
    return {
      comments: comments.parse(said).map(({ body }) => body),
      requestedReviewers: (asked ?? []).map(({ login }) => login),
    };
  }

  async protect({ approvals = 0, staleReviews, checks }: Protection) {
    await this.instance.configure(this.name, 'branch_protections', {
      rule_name: 'main',
      enable_push: true,
      required_approvals: approvals,
      block_on_rejected_reviews: approvals > 0,
      dismiss_stale_approvals: staleReviews === 'dismissed',
      enable_status_check: checks !== undefined,
      status_check_contexts: checks ?? [],
    });
  }

  /** Gitea has no checks but statuses. */
  async runCheck(
    commit: string,
    {
      name,
      conclusion,
    }: { name: string; conclusion: 'success' | 'failure' | undefined },
  ) {
    const status = { context: name, state: conclusion ?? 'pending' };
    await this.#act(this.machine, 'POST', `statuses/${commit}`, status);
  }

  async remove() {
    if (this.git instanceof ClonedRepository) await this.git.remove();
    if (!this.instance.standIn) await this.instance.removeRepository(this.name);
    await this.instance.stop();
  }

  async #act(login: string, method: string, target: string, body?: unknown) {
    const address = `repos/${this.name}/${target}`;
    return this.instance.act(login, method, address, body);
  }

  async #isNoticed(commit: string): Promise<boolean> {
    const answer = await this.#act(BOT, 'GET', 'activities/feeds');
    return activities
      .parse(answer)
      .some(({ content }) => content.includes(commit));
  }

  #networkOf(standIn: GiteaStandIn): NonNullable<HostWorld['network']> {
    return {
      fail: (failure, times) => this.#fail(standIn, failure, times),
      heal: () => {
        standIn.faults.clear();
        this.#patience.timeout = LONG;
      },
      revoke: () => standIn.revoke(BOT),
      secrets: () => {
        const [, encoded] = this.instance.authorizationOf(BOT).split(' ');
        return [this.instance.secretOf(BOT), encoded];
      },
    };
  }

  #fail({ faults }: GiteaStandIn, failure: Failure, times: number): void {
    const refuse = (status: number, wait?: string) => {
      const headers = wait ? { 'retry-after': wait } : undefined;
      const message = 'Not now';
      faults.plan({ kind: 'refused', status, message, headers }, { times });
    };
    switch (failure.kind) {
      case 'status':
        refuse(failure.status);
        break;
      case 'tooManyRequests':
        refuse(429, '1');
        break;
      case 'secondaryLimit':
        // Gitea has none; a proxy before it may.
        refuse(429, '60');
        break;
      case 'reset':
        faults.plan({ kind: 'reset' }, { times });
        break;
      default:
        // Nobody answers any more, so nobody is waited for.
        this.#patience.timeout = 50;
        faults.plan({ kind: 'silent' }, { times });
    }
  }
}
