import { TerminalHostError } from '@backstage-gitops/plugin-gitops-node';
import {
  createRequesterFn,
  type FormattedResponse,
} from '@gitbeaker/requester-utils';
import { Gitlab } from '@gitbeaker/rest';
import type { Credentials } from './Credentials';
import { Refusal, wordsOf } from './errors';
import type { Headroom } from './Headroom';
import { fetchPatiently, PATIENCE, type Patience } from './patientFetch';

/** What asks one GitLab. */
export interface Connection {
  rest: Gitlab;
  /** Reads by GraphQL, what that answers as `data`. */
  query(document: string, variables: Record<string, unknown>): Promise<unknown>;
  patience: Patience;
}

export interface ConnectOptions {
  /** Such as `https://gitlab.com/api/v4`. */
  apiBaseUrl: string;
  credentials: Credentials;
  headroom: Headroom;
  patience?: Patience;
}

/** As many as GitLab puts on a page. */
export const PAGE = 100;

interface Sent {
  method: string;
  body?: string;
  isRepeatable: boolean;
}

/** A client for one GitLab: patient with its limits and persistent in its failures. */
export function connect(options: ConnectOptions): Connection {
  const { apiBaseUrl, credentials, headroom, patience = PATIENCE } = options;

  async function send(url: URL, { method, body, isRepeatable }: Sent) {
    const token = await credentials.token();
    const response = await fetchPatiently(
      url,
      {
        method,
        body,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
      },
      { patience, isRepeatable },
    );
    headroom.note(response.headers);
    if (response.status >= 300 && response.status < 400) {
      throw new TerminalHostError(
        `GitLab has moved what ${url.pathname} was. Write its new address where the old one is.`,
      );
    }
    const text = await response.text();
    if (!response.ok) throw new Refusal(response.status, wordsOf(text));
    return { response, text };
  }

  const requesterFn = createRequesterFn(
    async (_, request) => request,
    async (endpoint, request = {}): Promise<FormattedResponse> => {
      const { method, prefixUrl, searchParams, body } = request;
      const url = new URL(
        `${String(prefixUrl).replace(/\/$/, '')}/${endpoint}`,
      );
      url.search = String(searchParams ?? '');
      const isRead = method === 'GET';
      if (isRead && !url.searchParams.has('per_page')) {
        url.searchParams.set('per_page', String(PAGE));
      }
      const { response, text } = await send(url, {
        method: String(method),
        body: typeof body === 'string' ? body : undefined,
        isRepeatable: method !== 'POST',
      });
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: text === '' ? {} : JSON.parse(text),
      };
    },
  );

  return {
    // Pages are followed by the query of their address alone, so nothing is sent elsewhere.
    rest: new Gitlab({
      // The client adds it again.
      host: apiBaseUrl.replace(/\/api\/v4$/, ''),
      requesterFn,
      queryTimeout: null,
    }),
    async query(document, variables) {
      const { text } = await send(
        new URL(apiBaseUrl.replace(/\/v4$/, '/graphql')),
        {
          method: 'POST',
          body: JSON.stringify({ query: document, variables }),
          isRepeatable: true,
        },
      );
      const { data, errors } = JSON.parse(text);
      if (errors) throw new Error(wordsOf(text));
      return data;
    },
    patience,
  };
}
