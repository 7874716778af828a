import { randomUUID } from 'node:crypto';
import { GiteaStandIn } from '@backstage-gitops/git-host-contract';
import { z } from 'zod';

function basic(login: string, secret: string): string {
  return `Basic ${Buffer.from(`${login}:${secret}`).toString('base64')}`;
}

/** A Gitea to test on, with an administrator's token. Everything is done by its API: it may be a real one. */
export class Instance {
  /** The one that `GITEA_URL` and `GITEA_TOKEN` name, or a stand-in. */
  static async start(): Promise<Instance> {
    const { GITEA_URL: url, GITEA_TOKEN: token } = process.env;
    if (!url) return Instance.standIn();
    if (!token) throw new Error('GITEA_TOKEN is the token of an administrator');
    return new Instance(url.replace(/\/$/, ''), token, undefined);
  }

  static async standIn(): Promise<Instance> {
    const standIn = await GiteaStandIn.start();
    return new Instance(standIn.web, standIn.root.secret, standIn);
  }

  /** Login of the administrator. */
  #root = '';
  readonly #secrets = new Map<string, string>();

  constructor(
    readonly url: string,
    readonly token: string,
    readonly standIn: GiteaStandIn | undefined,
  ) {}

  async stop(): Promise<void> {
    await this.standIn?.stop();
  }

  /** What an account shows to be let in. */
  authorizationOf(login: string): string {
    return basic(login, this.secretOf(login));
  }

  secretOf(login: string): string {
    const secret = this.#secrets.get(login);
    if (!secret) throw new Error(`There is no account ${login}`);
    return secret;
  }

  /** Lets an account be there that has this secret. */
  knows(login: string, secret: string): void {
    this.#secrets.set(login, secret);
  }

  /** Creates an account, or gives one that is there another password. */
  async addAccount(login: string): Promise<void> {
    const password = `Contract-${randomUUID()}`;
    const email = `${login}@contract.example.com`;
    const account = { password, must_change_password: false };
    try {
      await this.#administer('POST', 'admin/users', {
        ...account,
        username: login,
        email,
      });
    } catch (error) {
      if (!/already exists/.test(String(error))) throw error;
      await this.#administer('PATCH', `admin/users/${login}`, {
        ...account,
        login_name: login,
        source_id: 0,
      });
    }
    this.knows(login, password);
  }

  /** Creates a repository with a first commit, of the administrator. Answers its name with its owner's. */
  async addRepository(
    collaborators: Record<string, 'write' | 'admin'>,
  ): Promise<string> {
    const owner = await this.#administer('GET', 'user');
    this.#root = z.object({ login: z.string() }).parse(owner).login;
    const name = `deploy-${randomUUID().slice(0, 8)}`;
    await this.#administer('POST', 'user/repos', {
      name,
      auto_init: true,
      default_branch: 'main',
      private: true,
    });
    const repository = `${this.#root}/${name}`;
    for (const [login, permission] of Object.entries(collaborators)) {
      const target = `repos/${repository}/collaborators/${login}`;
      await this.#administer('PUT', target, { permission });
    }
    return repository;
  }

  async removeRepository(name: string): Promise<void> {
    await this.#administer('DELETE', `repos/${name}`);
  }

  /** Changes a repository's settings. */
  async configure(name: string, target: string, body: unknown): Promise<void> {
    await this.#administer('POST', `repos/${name}/${target}`, body);
  }

  /** Does something by the API as somebody. Answers what it answers, and throws its refusal. */
  async act(
    login: string,
    method: string,
    target: string,
    body?: unknown,
  ): Promise<unknown> {
    return this.#request(this.authorizationOf(login), method, target, body);
  }

  async #administer(method: string, target: string, body?: unknown) {
    return this.#request(`token ${this.token}`, method, target, body);
  }

  async #request(
    authorization: string,
    method: string,
    target: string,
    body: unknown,
  ): Promise<unknown> {
    const response = await fetch(`${this.url}/api/v1/${target}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
