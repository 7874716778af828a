import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer, Page } from './Answer';

/** The addresses of the pages around the one that was asked for, as hosts list them. */
function linkHeader(url: URL, { page, pages }: Page): string | undefined {
  const linkTo = (target: number, rel: string) => {
    const address = new URL(url);
    address.searchParams.set('page', String(target));
    return `<${address}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [linkTo(page - 1, 'prev'), linkTo(1, 'first')] : []),
    ...(page < pages ? [linkTo(page + 1, 'next'), linkTo(pages, 'last')] : []),
  ];
  return links.length > 0 ? links.join(', ') : undefined;
}

/** Sends an answer; one that the client has is said to be unmodified. Answers the status that was sent. */
export function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: { answer: Answer; url: URL; headers: Record<string, string> },
): number {
  const { answer, url, headers } = options;
  const isText = typeof answer.body === 'string';
  const text = isText ? String(answer.body) : JSON.stringify(answer.body);
  const digest = createHash('sha256').update(text).digest('hex');
  const etag = `W/"${digest}"`;
  const isRead = request.method === 'GET' && answer.status === 200;
  const link = answer.page && linkHeader(url, answer.page);
  const all = {
    ...headers,
    'content-type': isText
      ? 'text/plain; charset=utf-8'
      : 'application/json; charset=utf-8',
    ...(isRead ? { etag } : {}),
    ...(link ? { link } : {}),
  };
  if (isRead && request.headers['if-none-match'] === etag) {
    response.writeHead(304, all).end();
    return 304;
  }
  response.writeHead(answer.status, all).end(text);
  return answer.status;
}
