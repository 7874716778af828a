import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalRepository } from '@backstage-gitops/plugin-gitops-backend-module-local';
import { findRepository, type World } from '../world/World';
import { authenticate } from './basicAuthorization';
import type { Html } from './html';
import { homePage } from './pages/homePage';
import { notFoundPage } from './pages/notFoundPage';
import { renderPage } from './renderPage';
import { parseRoute, type Route } from './route';
import { serveGit } from './serveGit';
import { serveRawFile } from './serveRawFile';

/** No script runs, nothing is loaded, nothing frames the page, whatever a commit message may hold. */
const pageHeaders = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
};

/** A page elsewhere cannot reach this host by giving loopback a name of its own. */
function isForLoopback(request: IncomingMessage): boolean {
  return /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
}

function sendPage(response: ServerResponse, status: number, page: Html): void {
  response.writeHead(status, pageHeaders);
  response.end(page.text);
}

function sendNotFound(
  request: IncomingMessage,
  response: ServerResponse,
): void {
  sendPage(response, 404, notFoundPage(request.url ?? ''));
}

function askForAccount(response: ServerResponse): void {
  response.writeHead(401, {
    'WWW-Authenticate': 'Basic realm="Demo Git host"',
    'Content-Type': 'text/plain; charset=utf-8',
  });
  response.end(
    'A push needs the login and token of an account; accounts.json in the folder of the demo has them\n',
  );
}

async function serveGitRoute(
  world: World,
  repository: LocalRepository,
  route: Extract<Route, { kind: 'git' }>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const login = authenticate(request.headers.authorization, world.tokens);
  if (route.service === 'git-receive-pack' && login === undefined) {
    askForAccount(response);
    return;
  }
  await serveGit({
    request,
    response,
    directory: repository.directory,
    service: route.service,
    call: route.call,
    login,
  });
}

/** Answers one request to the Git host. */
export async function handleRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!isForLoopback(request)) {
    response.writeHead(421).end('This host answers to 127.0.0.1 alone\n');
    return;
  }
  const route = parseRoute(request.method ?? '', request.url ?? '');
  if (route.kind === 'unknown') {
    sendNotFound(request, response);
    return;
  }
  if (route.kind === 'home') {
    const repositories = await world.repositories.list();
    sendPage(
      response,
      200,
      homePage({
        url: `http://${request.headers.host}`,
        repositories: repositories.map(({ name }) => name).sort(),
      }),
    );
    return;
  }
  const repository = await findRepository(world, route.repository);
  if (!repository) {
    sendNotFound(request, response);
    return;
  }
  if (route.kind === 'git') {
    await serveGitRoute(world, repository, route, request, response);
    return;
  }
  if (route.kind === 'raw') {
    await serveRawFile(repository, route, request, response);
    return;
  }
  const page = await renderPage(repository, route);
  if (page) sendPage(response, 200, page);
  else sendNotFound(request, response);
}
