import { createHmac } from 'node:crypto';
import { mockServices } from '@backstage/backend-test-utils';
import {
  type Account,
  type BareRepository,
  type Failure,
  GithubStandIn,
  type HookKind,
  type HostWorld,
  OpenApi,
  type Protection,
} from '@backstage-gitops/git-host-contract';
import { GithubHost } from '../GithubHost';

/** Hosts do real merges of real repositories, which takes its time where others work, too. */
jest.setTimeout(60_000);

const NAME = 'acme/deploy';

/** Longer than any answer takes, in milliseconds. */
const LONG = 30_000;

const EVENTS = {
  approved: 'APPROVE',
  changesRequested: 'REQUEST_CHANGES',
  commented: 'COMMENT',
} as const;

/** What the headers of its webhooks say. */
const KINDS = new Map<string, HookKind>([
  ['push', 'push'],
  ['pull_request', 'pullRequest'],
  ['pull_request_review', 'review'],
  ['status', 'status'],
]);

/** Read once: it is large. */
let openApi: Promise<OpenApi> | undefined;

/** A host of ours on a stand-in, whose every answer must be one that GitHub could give. */
export class GithubWorld implements HostWorld {
  static async create(): Promise<GithubWorld> {
    const standIn = await GithubStandIn.start();
    standIn.addAccount('ana');
    standIn.addAccount('ravi');
    standIn.addAccount('ci[bot]', 'Bot');
    const bot = standIn.addAccount('acme-gitops[bot]', 'Bot');
    const git = await standIn.addRepository('acme', 'deploy');
    await git.commit('main', { 'README.md': 'deploy\n' });
    return new GithubWorld(standIn, git, bot);
  }

  readonly host: GithubHost;
  readonly repository: string;
  readonly machine = 'ci[bot]';
  readonly network: NonNullable<HostWorld['network']>;
  readonly webhooks: NonNullable<HostWorld['webhooks']>;
  readonly #patience = { second: 1, timeout: LONG };

  private constructor(
    readonly standIn: GithubStandIn,
    readonly git: BareRepository,
    readonly bot: Account,
  ) {
    const { token } = bot;
    this.repository = `${standIn.links.web}/${NAME}`;
    this.host = new GithubHost({
      url: standIn.links.web,
      apiBaseUrl: standIn.links.api,
      bot: bot.login,
      credentials: { getCredentials: async () => ({ type: 'token', token }) },
      logger: mockServices.logger.mock(),
      patience: this.#patience,
    });
    this.webhooks = {
      isProven: ({ headers, body }, secret) =>
        headers['x-hub-signature-256'] ===
        `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      idOf: ({ headers }) => headers['x-github-delivery'] ?? '',
      kindOf: ({ headers }) => KINDS.get(headers['x-github-event'] ?? ''),
      urls: async () => {
        const hooks = await standIn.act('ana', 'GET', `${NAME}/hooks`);
        return (hooks as Array<{ config: { url: string } }>).map(
          ({ config }) => config.url,
        );
      },
      redeliver: async () => standIn.webhooks.redeliver(),
    };
    this.network = {
      fail: (failure, times) => this.#fail(failure, times),
      heal: () => {
        standIn.faults.clear();
        this.#patience.timeout = LONG;
      },
      revoke: () => {
        bot.token = 'another one';
      },
      secrets: () => [
        token,
        Buffer.from(`x-access-token:${token}`).toString('base64'),
      ],
    };
  }

  async push(login: string, branch: string, files: Record<string, string>) {
    return this.standIn.pushing(NAME, login, git => git.commit(branch, files));
  }

  async review(
    login: string,
    number: number,
    verdict: 'approved' | 'changesRequested' | 'commented',
  ) {
    const target = `${NAME}/pulls/${number}/reviews`;
    const review = { event: EVENTS[verdict], body: 'As I see it' };
    await this.standIn.act(login, 'POST', target, review);
  }

  async merge(
    login: string,
    number: number,
    method: 'merge' | 'squash' | 'rebase',
  ) {
    const target = `${NAME}/pulls/${number}/merge`;
    await this.standIn.act(login, 'PUT', target, { merge_method: method });
  }

  async conversation(number: number) {
    return this.standIn.conversation(NAME, number);
  }

  async requireQueue(checks: string[]) {
    this.standIn.setRules(NAME, { branch: 'main', checks, mergeQueue: true });
  }

  async protect(rules: Protection) {
    this.standIn.setRules(NAME, { branch: 'main', ...rules });
  }

  async runCheck(
    commit: string,
    check: { name: string; conclusion: 'success' | 'failure' | undefined },
  ) {
    await this.standIn.act(this.machine, 'POST', `${NAME}/check-runs`, {
      ...check,
      head_sha: commit,
      status: check.conclusion ? 'completed' : 'in_progress',
    });
  }

  /** Ends it, and fails the test where an answer was none of GitHub's. */
  async remove() {
    await this.standIn.stop();
    openApi ??= OpenApi.load();
    const api = await openApi;
    const problems = this.standIn.answered.flatMap(one => api.problemsOf(one));
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }

  #fail(failure: Failure, times: number): void {
    const { faults } = this.standIn;
    const refuse = (
      status: number,
      message: string,
      headers?: Record<string, string>,
    ) => faults.plan({ kind: 'refused', status, message, headers }, { times });
    switch (failure.kind) {
      case 'status':
        refuse(failure.status, 'Server Error');
        break;
      case 'tooManyRequests':
        refuse(429, 'Too many requests', { 'retry-after': '1' });
        break;
      case 'secondaryLimit':
        refuse(403, 'You have exceeded a secondary rate limit.', {
          'retry-after': '60',
        });
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
