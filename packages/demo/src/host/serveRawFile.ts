import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { readBlob } from '../git/readRepository';
import type { Route } from './route';

/**
 * Serves the bytes of a file as they are on a branch.
 *
 * The object's name is the ETag, so that the catalog reads again only what has changed.
 */
export async function serveRawFile(
  repository: LocalRepository,
  route: Extract<Route, { kind: 'raw' }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const blob = await readBlob(repository.directory, route.branch, route.path);
  if (!blob) {
    response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(
      `${route.repository} has no file ${route.path} on branch ${route.branch}\n`,
    );
    return;
  }
  const etag = `"${blob.id}"`;
  const headers = {
    ETag: etag,
    'Cache-Control': 'no-cache',
    'X-Content-Type-Options': 'nosniff',
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': blob.content.length,
  });
  response.end(blob.content);
}
