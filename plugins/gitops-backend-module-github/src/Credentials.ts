import type { GithubCredentialsProvider } from '@backstage/integration';
import type { GitRemote } from '@backstage-gitops/plugin-gitops-node';
import type { Address, RepositoryName } from './Address';
import { toHostError } from './errors';

/**
 * The credentials of this Backstage for a repository. Tokens of an app live for an hour, so they are asked for before
 * each use; the provider keeps them for as long as they are good.
 */
export class Credentials {
  readonly #provider: GithubCredentialsProvider;
  readonly #address: Address;

  constructor(provider: GithubCredentialsProvider, address: Address) {
    this.#provider = provider;
    this.#address = address;
  }

  /** A token; undefined where this Backstage has none, and reads what everybody may. */
  async tokenFor(name: RepositoryName): Promise<string | undefined> {
    const url = this.#address.urlOf(name);
    try {
      return (await this.#provider.getCredentials({ url })).token;
    } catch (error) {
      throw toHostError(`give credentials for ${url}`, error);
    }
  }

  /** Where git finds the repository, and what it shows there. */
  async remoteOf(name: RepositoryName): Promise<GitRemote> {
    const token = await this.tokenFor(name);
    const login = Buffer.from(`x-access-token:${token}`).toString('base64');
    return {
      url: `${this.#address.urlOf(name)}.git`,
      ...(token ? { authorization: `Basic ${login}` } : {}),
    };
  }
}
