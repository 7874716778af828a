import type { GitlabCredentialsProvider } from '@backstage/integration';
import type { GitRemote } from '@backstage-gitops/plugin-gitops-node';
import { toHostError } from './errors';

/** The credentials of this Backstage for one GitLab, asked for before each use so that they may change. */
export class Credentials {
  readonly #provider: GitlabCredentialsProvider;
  readonly #url: string;

  /** @param url - where people find the host */
  constructor(provider: GitlabCredentialsProvider, url: string) {
    this.#provider = provider;
    this.#url = url;
  }

  /** A token; undefined where this Backstage has none, and reads what everybody may. */
  async token(): Promise<string | undefined> {
    try {
      return (await this.#provider.getCredentials({ url: this.#url })).token;
    } catch (error) {
      throw toHostError(`give credentials for ${this.#url}`, error);
    }
  }

  /** Where git finds a project, and what it shows there. GitLab takes a token as the password of any name. */
  async remoteOf(projectUrl: string): Promise<GitRemote> {
    const token = await this.token();
    const login = Buffer.from(`oauth2:${token}`).toString('base64');
    return {
      url: `${projectUrl}.git`,
      ...(token ? { authorization: `Basic ${login}` } : {}),
    };
  }
}
