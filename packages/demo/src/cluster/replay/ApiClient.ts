import { IncomingHttpHeaders } from 'node:http';
import { Agent, request } from 'node:https';
import { JsonValue } from '../objects/json';
import { parseJson, printJson } from '../objects/text';

/** What a server answered. */
export interface ApiAnswer {
  status: number;
  body: JsonValue;
  headers: IncomingHttpHeaders;
}

/** What is asked of a server. */
export interface ApiCall {
  method: string;
  path: string;
  contentType?: string;
  agent?: string;
  body?: JsonValue | { text: string };
}

const textOf = (body: ApiCall['body']): string | undefined => {
  if (body === undefined) return undefined;
  const isText =
    typeof body === 'object' &&
    body !== null &&
    !Array.isArray(body) &&
    Object.keys(body).length === 1 &&
    typeof body.text === 'string';
  return isText ? String(body.text) : printJson(body);
};

/** A client that sends bodies exactly as they were recorded. */
export class ApiClient {
  readonly #url: string;
  readonly #token: string;
  readonly #agent: Agent;

  constructor(options: { url: string; token: string; certificate: string }) {
    this.#url = options.url;
    this.#token = options.token;
    this.#agent = new Agent({ ca: options.certificate, keepAlive: true });
  }

  call({
    method,
    path,
    contentType,
    agent,
    body,
  }: ApiCall): Promise<ApiAnswer> {
    const text = textOf(body);
    return new Promise((resolve, reject) => {
      const message = request(
        `${this.#url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            authorization: `Bearer ${this.#token}`,
            accept: 'application/json',
            'user-agent': agent ?? 'replay',
            ...(text === undefined
              ? {}
              : {
                  'content-type': contentType ?? 'application/json',
                  // Without it Node sends no body with DELETE.
                  'content-length': Buffer.byteLength(text),
                }),
          },
        },
        response => {
          let received = '';
          response.setEncoding('utf8').on('data', part => {
            received += part;
          });
          response.on('end', () => {
            const isJson = (response.headers['content-type'] ?? '').startsWith(
              'application/json',
            );
            resolve({
              status: response.statusCode ?? 0,
              body: isJson ? parseJson(received) : received,
              headers: response.headers,
            });
          });
        },
      );
      message.on('error', reject);
      message.end(text);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
