import {
  type BareRepository,
  type Failure,
  type GitlabAccount,
  GitlabStandIn,
  type HostWorld,
  type Protection,
} from '@backstage-gitops/git-host-contract';
import { GitlabHost } from '../GitlabHost';

/** Hosts do real merges of real repositories, which takes its time where others work, too. */
jest.setTimeout(60_000);

const PROJECT = 'acme/platform/deploy';

/** Longer than any answer takes, in milliseconds. */
const LONG = 30_000;

type Method = 'merge' | 'squash' | 'rebase';

/** A host of ours on a stand-in that is below a path, with a project that is in a group of a group. */
export class GitlabWorld implements HostWorld {
  static async create(): Promise<GitlabWorld> {
    const standIn = await GitlabStandIn.start({ below: '/gitlab' });
    standIn.addAccount('ana');
    standIn.addAccount('ravi');
    standIn.addAccount('project_7_bot', { isBot: true });
    const bot = standIn.addAccount('acme-gitops', { isBot: true });
    const git = await standIn.addProject(PROJECT);
    await git.commit('main', { 'README.md': 'deploy\n' });
    return new GitlabWorld(standIn, git, bot);
  }

  readonly project = PROJECT;
  readonly host: GitlabHost;
  readonly repository: string;
  readonly machine = 'project_7_bot';
  readonly network: NonNullable<HostWorld['network']>;
  readonly #patience = { second: 1, timeout: LONG };

  private constructor(
    readonly standIn: GitlabStandIn,
    readonly git: BareRepository,
    readonly bot: GitlabAccount,
  ) {
    const { token } = bot;
    this.repository = `${standIn.links.web}/${PROJECT}`;
    this.host = new GitlabHost({
      host: 'gitlab.example.com',
      url: standIn.links.web,
      apiBaseUrl: standIn.links.api,
      bot: bot.login,
      credentials: { getCredentials: async () => ({ token }) },
      patience: this.#patience,
    });
    this.network = {
      fail: (failure, times) => this.#fail(failure, times),
      heal: () => {
        standIn.faults.clear();
        this.#patience.timeout = LONG;
      },
      revoke: () => {
        bot.token = 'another one';
      },
      secrets: () => [token, Buffer.from(`oauth2:${token}`).toString('base64')],
    };
  }

  /** Does something to the project as somebody. */
  async act(login: string, method: string, path: string, body?: unknown) {
    return this.standIn.act(login, method, { project: PROJECT, path }, body);
  }

  async push(login: string, branch: string, files: Record<string, string>) {
    return this.standIn.pushing(PROJECT, login, git =>
      git.commit(branch, files),
    );
  }

  async review(
    login: string,
    number: number,
    verdict: 'approved' | 'changesRequested' | 'commented',
  ) {
    const target = `merge_requests/${number}`;
    if (verdict === 'approved') {
      await this.act(login, 'POST', `${target}/approve`, {});
      return;
    }
    const body = verdict === 'commented' ? 'As I see it' : '/request_changes';
    await this.act(login, 'POST', `${target}/notes`, { body });
  }

  async mergeBy(method: Method) {
    const mergeMethod = method === 'merge' ? 'merge' : 'ff';
    this.standIn.setRules(PROJECT, { mergeMethod });
  }

  async merge(login: string, number: number, method: Method) {
    const target = `merge_requests/${number}`;
    if (method !== 'merge') await this.act(login, 'PUT', `${target}/rebase`);
    const squash = method === 'squash';
    await this.act(login, 'PUT', `${target}/merge`, { squash });
  }

  async conversation(number: number) {
    return this.standIn.conversation(PROJECT, number);
  }

  /** A project names no checks: its pipeline must succeed. */
  async protect({ approvals = 0, staleReviews, checks = [] }: Protection) {
    this.standIn.setRules(PROJECT, {
      approvals,
      resetsApprovals: staleReviews === 'dismissed',
      pipelineMustSucceed: checks.length > 0,
    });
  }

  async runCheck(
    commit: string,
    check: { name: string; conclusion: 'success' | 'failure' | undefined },
  ) {
    const ended = check.conclusion === 'success' ? 'success' : 'failed';
    const state = check.conclusion ? ended : 'running';
    const { name } = check;
    this.standIn.runJob(PROJECT, this.machine, { commit, name, state });
  }

  async remove() {
    await this.standIn.stop();
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
        refuse(failure.status, 'GitLab is not responding');
        break;
      case 'tooManyRequests':
        refuse(429, 'Retry later', { 'retry-after': '1' });
        break;
      case 'secondaryLimit':
        refuse(
          429,
          'This endpoint has been requested too many times. Try again later.',
          { 'retry-after': '60' },
        );
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
