import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { printJson } from '../objects/text';
import { Answer } from './Answer';

// Warnings are quoted text after the code 299 and an empty agent (RFC 7234).
const warningHeader = (text: string) =>
  `299 - "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** Sends an answer, with the warnings that were gathered on the way. */
export function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answer,
  warnings: Iterable<string>,
): void {
  const lines = [...warnings].map(warningHeader);
  if (lines.length > 0) response.setHeader('warning', lines);
  response.setHeader('cache-control', 'no-cache, private');
  switch (answer.kind) {
    case 'json':
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        ...answer.headers,
      });
      response.end(`${printJson(answer.body)}\n`);
      return;
    case 'text':
      response.writeHead(answer.status, {
        'content-type': 'text/plain; charset=utf-8',
        ...answer.headers,
      });
      response.end(answer.text);
      return;
    case 'document': {
      const text = printJson(answer.body);
      const digest = createHash('sha512').update(text).digest('hex');
      const etag = `"${digest.toUpperCase()}"`;
      const known = request.headers['if-none-match'] === etag;
      response.writeHead(known ? 304 : 200, { ...answer.headers, etag });
      response.end(known ? undefined : text);
      return;
    }
    default: {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      const close = answer.open({
        write: event => response.write(`${printJson({ ...event })}\n`),
        end: () => response.end(),
      });
      response.on('close', close);
    }
  }
}
