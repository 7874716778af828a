import type { LoggerService } from '@backstage/backend-plugin-api';
import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import Bottleneck from 'bottleneck';
import type { RepositoryName } from './Address';
import type { Credentials } from './Credentials';
import { isRefusal } from './errors';
import type { Headroom } from './Headroom';
import { rememberAnswers } from './rememberAnswers';

/** How long a host is waited for. */
export interface Patience {
  /** Longest time that one request takes, in milliseconds. */
  timeout: number;
  /** How long a second of waiting is, in milliseconds. Tests have shorter ones. */
  second: number;
}

const PATIENCE: Patience = { timeout: 30_000, second: 1_000 };

/** Longest wait that is sat out here, in seconds; callers come back by themselves after longer ones. */
const LONGEST_WAIT = 10;

/** What no repetition changes, and what the throttling waits for. The rest is tried three times more. */
const NOT_REPEATED = [400, 401, 403, 404, 405, 409, 410, 422, 429, 451];

export interface ConnectOptions {
  /** Such as `https://api.github.com`. */
  apiBaseUrl: string;
  credentials: Credentials;
  headroom: Headroom;
  logger: LoggerService;
  patience?: Patience;
}

/** Sends requests with a time limit, and follows none elsewhere: credentials are for the host that was configured. */
function fetchHere(patience: Patience): typeof fetch {
  return (input, init) =>
    fetch(input, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience.timeout),
    });
}

/** Adds the credentials for the repository that a request is about, fresh for each try. */
function authenticate(credentials: Credentials) {
  return () => ({
    async hook(
      request: (options: RequestOptions) => Promise<unknown>,
      options: RequestOptions,
    ) {
      const token = await credentials.tokenFor(repositoryOf(options));
      if (token) options.headers.authorization = `Bearer ${token}`;
      return request(options);
    },
  });
}

/** A request. All of ours are about a repository, which questions in GraphQL name beside themselves. */
interface RequestOptions extends Partial<RepositoryName> {
  headers: Record<string, string>;
  request?: Partial<RepositoryName>;
}

function repositoryOf({
  request,
  owner = request?.owner,
  repo = request?.repo,
}: RequestOptions): RepositoryName {
  return { owner: String(owner), repo: String(repo) };
}

/** GitHub asks for one write a second, and for three seconds between those that people are told of. */
function pace(second: number) {
  const every = (seconds: number) =>
    new Bottleneck.Group({ maxConcurrent: 1, minTime: seconds * second });
  return { write: every(1), notifications: every(3) };
}

/**
 * A client for one GitHub: patient with its limits, persistent in its failures, and frugal with what is read again.
 */
export function connect(options: ConnectOptions): Octokit {
  const { credentials, headroom, logger, patience = PATIENCE } = options;
  const { second } = patience;
  const isShort = (seconds: number, _: unknown, __: unknown, tries: number) =>
    seconds <= LONGEST_WAIT && tries < 1;
  const Client = Octokit.plugin(retry, throttling);
  const octokit = new Client({
    baseUrl: options.apiBaseUrl,
    authStrategy: authenticate(credentials),
    request: { fetch: rememberAnswers(fetchHere(patience)) },
    retry: { doNotRetry: NOT_REPEATED, retryAfterBaseValue: second },
    throttle: {
      ...pace(second),
      id: options.apiBaseUrl,
      retryAfterBaseValue: second,
      onRateLimit: isShort,
      onSecondaryRateLimit: isShort,
    },
    log: {
      debug: message => logger.debug(message),
      info: message => logger.debug(message),
      warn: message => logger.warn(message),
      // Callers say what failed, in a sentence.
      error: message => logger.debug(message),
    },
  });
  octokit.hook.wrap('request', async (request, parameters) => {
    const { owner, repo } = repositoryOf(parameters as RequestOptions);
    try {
      const response = await request(parameters);
      headroom.note(owner, response.headers);
      if (response.status >= 300) {
        throw new TerminalHostError(
          `GitHub has moved the repository ${owner}/${repo}. Write its new address where the old one is.`,
        );
      }
      return response;
    } catch (error) {
      if (isRefusal(error)) {
        headroom.note(owner, error.response?.headers ?? {});
      }
      throw error;
    }
  });
  return octokit;
}
