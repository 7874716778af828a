import {
  BareRepository,
  type HostWorld,
} from '@backstage-gitops/git-host-contract';
import { BOT, TestHost, URL_OF_HOST } from './TestHost';

/** The embedded host as the contract of all hosts drives it. */
export class LocalWorld implements HostWorld {
  static async create(): Promise<LocalWorld> {
    return new LocalWorld(await TestHost.create());
  }

  readonly host: TestHost['port'];
  readonly repository = `${URL_OF_HOST}/acme/deploy`;
  readonly git: BareRepository;
  /** It has no accounts but takes everybody for a person, itself aside. */
  readonly machine = BOT;
  readonly #host: TestHost;

  private constructor(host: TestHost) {
    this.#host = host;
    this.host = host.port;
    this.git = new BareRepository(host.deploy.directory);
  }

  async push(_login: string, branch: string, files: Record<string, string>) {
    return this.git.commit(branch, files);
  }

  async review(
    login: string,
    number: number,
    verdict: 'approved' | 'changesRequested' | 'commented',
  ) {
    await this.#host.deploy.pulls.review(number, { as: login, verdict });
  }

  async merge(
    login: string,
    number: number,
    method: 'merge' | 'squash' | 'rebase',
  ) {
    await this.#host.deploy.pulls.merge(number, { as: login, method });
  }

  async conversation(number: number) {
    const { comments, requestedReviewers } =
      await this.#host.deploy.pulls.conversation(number);
    return { comments: comments.map(({ text }) => text), requestedReviewers };
  }

  async remove() {
    await this.#host.remove();
  }
}
