import type { RegistryConfig } from '../config';
import { RegistryAccess } from './access/RegistryAccess';
import {
  type Answered,
  PatientClient,
  type PatientClientOptions,
  type PatientRequest,
} from './PatientClient';
import { RegistryRefused } from './problems';
import { type RegistrySettings, settingsOf } from './RegistrySettings';
import type { RepositoryName } from './RepositoryName';

/** Most redirects from one place to the next. */
const MAX_REDIRECTS = 3;

/** What a repository is asked for. */
export interface RegistryRequest
  extends Pick<PatientRequest, 'what' | 'method' | 'bytes'> {
  /** Below the repository, such as `tags/list?n=1000`. */
  path: string;
  headers: Record<string, string>;
  /** `followed` for blobs alone: whoever sends them, their digest is verified. */
  redirects: 'followed' | 'refused';
}

/** Where blobs are: the registry keeps them, or storage that it sends us to. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Codes that mean something to whoever asked. */
const MEANT: ReadonlySet<number> = new Set([200, 304, 404]);

/** Asks repositories, shows them what they want to see of us, and follows them where that is safe. */
export class RegistryClient {
  readonly #registries: RegistryConfig[];
  readonly #client: PatientClient;
  readonly #access: RegistryAccess;

  constructor(
    options: PatientClientOptions & { registries: RegistryConfig[] },
  ) {
    this.#registries = options.registries;
    this.#client = new PatientClient(options);
    this.#access = new RegistryAccess({
      client: this.#client,
      clock: options.clock,
    });
  }

  /**
   * @returns an answer with code 200, 304 or 404.
   * @throws RegistryUnavailable, RegistryRefused
   */
  async ask(
    repository: RepositoryName,
    request: RegistryRequest,
  ): Promise<Answered> {
    const settings = settingsOf(repository.registry, this.#registries);
    const { host, scheme, network } = settings;
    const { what, path, redirects, ...rest } = request;
    const url = `${scheme}://${host}/v2/${repository.name}/${path}`;
    const send = (authorization: string | undefined) =>
      this.#client.ask(settings, {
        ...rest,
        what,
        url,
        network,
        headers: {
          ...request.headers,
          ...(authorization ? { Authorization: authorization } : {}),
        },
      });

    let answered = await send(this.#access.known(repository));
    if (answered.code === 401) {
      answered = await send(
        await this.#access.answer(repository, settings, answered.headers),
      );
    }
    if (redirects === 'followed') {
      answered = await this.#follow(settings, url, request, answered);
    }
    if (MEANT.has(answered.code)) return answered;
    throw new RegistryRefused(
      `${host} did not tell ${what}. ${reasonOf(answered.code)}`,
    );
  }

  /** Follows redirects to where we may go. Nobody but the registry is shown what we showed it. */
  async #follow(
    registry: RegistrySettings,
    from: string,
    { what, method, bytes, headers }: RegistryRequest,
    first: Answered,
  ): Promise<Answered> {
    let answered = first;
    let url = from;
    for (let count = 0; REDIRECTS.has(answered.code); count += 1) {
      const { location = '' } = answered.headers;
      if (count === MAX_REDIRECTS || !URL.canParse(location, url)) {
        throw new RegistryRefused(
          `${registry.host} did not tell ${what}. It sends us on and on, or nowhere.`,
        );
      }
      const next = new URL(location, url);
      const { scheme, network } = settingsOf(next.host, this.#registries);
      if (next.protocol !== 'https:' && next.protocol !== `${scheme}:`) {
        throw new RegistryRefused(
          `${registry.host} did not tell ${what}. It sends us to ${next.host} without https.`,
        );
      }
      url = next.href;
      answered = await this.#client.ask(registry, {
        what,
        method,
        bytes,
        url,
        network,
        headers,
      });
    }
    return answered;
  }
}

function reasonOf(code: number): string {
  if (code === 401 || code === 403) {
    return `It does not let us (${code}); are username and password for it right below gitops.registries?`;
  }
  return REDIRECTS.has(code)
    ? `It answered with a redirect (${code}), which is not followed.`
    : `It answered ${code} instead of 200.`;
}
