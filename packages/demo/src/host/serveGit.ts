import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { Transform, type Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isError } from '@backstage/errors';
import { gitEnvironment } from '../git/runGit';
import { parseCgiHead } from './cgiHead';
import type { GitCall, GitService } from './route';

const MAX_HEAD_BYTES = 16 * 1024;

/** More than any push of the demo needs; what is larger is refused while it arrives. */
export const MAX_REQUEST_BYTES = 64 * 1024 * 1024;

class RequestTooLargeError extends Error {}

function cgiEnvironment(options: {
  request: IncomingMessage;
  directory: string;
  service: GitService;
  call: GitCall;
  login: string | undefined;
}): NodeJS.ProcessEnv {
  const { request, directory, service, call, login } = options;
  const { headers } = request;
  return gitEnvironment({
    GIT_PROJECT_ROOT: path.dirname(directory),
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${path.basename(directory)}/${
      call === 'advertise' ? 'info/refs' : service
    }`,
    QUERY_STRING: call === 'advertise' ? `service=${service}` : '',
    REQUEST_METHOD: request.method ?? '',
    REMOTE_ADDR: request.socket.remoteAddress ?? '',
    CONTENT_TYPE: headers['content-type'] ?? '',
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
    ...(headers['content-length'] && {
      CONTENT_LENGTH: headers['content-length'],
    }),
    // Git lets only a named user push; the repository's hooks judge that user by the second variable.
    ...(login && { REMOTE_USER: login, GITOPS_LOCAL_LOGIN: login }),
  });
}

/** Passes a request on to git; an error where it grows beyond the limit. */
async function feed(request: Readable, input: Writable): Promise<void> {
  let bytes = 0;
  const limit = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > MAX_REQUEST_BYTES) done(new RequestTooLargeError());
      else done(undefined, chunk);
    },
  });
  try {
    await pipeline(request, limit, input);
  } catch (error) {
    // Git has heard enough and ended: its answer says why.
    if (!(isError(error) && error.code === 'EPIPE')) throw error;
  }
}

/** Passes git's answer on, header first. */
async function answer(
  output: Readable,
  response: ServerResponse,
): Promise<void> {
  const chunks: AsyncIterableIterator<Buffer> = output[Symbol.asyncIterator]();
  let read = Buffer.alloc(0);
  let head = parseCgiHead(read);
  while (!head) {
    const { value, done } = await chunks.next();
    if (done || read.length > MAX_HEAD_BYTES) {
      throw new Error('git http-backend ended without an answer');
    }
    read = Buffer.concat([read, value]);
    head = parseCgiHead(read);
  }
  response.writeHead(head.status, Object.fromEntries(head.headers));
  const beginning = read.subarray(head.bodyStart);
  await pipeline(async function* body() {
    yield beginning;
    yield* chunks;
  }, response);
}

function refuse(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
  } else if (error instanceof RequestTooLargeError) {
    response.writeHead(413, { Connection: 'close' });
    response.end(`A request has at most ${MAX_REQUEST_BYTES} bytes\n`);
  } else {
    response.writeHead(502);
    response.end('git http-backend did not answer\n');
  }
}

/**
 * Serves one call of Git's smart protocol by git's own CGI program, streaming in both directions.
 *
 * @param options - `directory` of the bare repository, and the `login` that was proven, which a push must have
 */
export async function serveGit(options: {
  request: IncomingMessage;
  response: ServerResponse;
  directory: string;
  service: GitService;
  call: GitCall;
  login: string | undefined;
}): Promise<void> {
  const { request, response } = options;
  if (Number(request.headers['content-length'] ?? 0) > MAX_REQUEST_BYTES) {
    refuse(response, new RequestTooLargeError());
    return;
  }
  const git = spawn('git', ['http-backend'], {
    env: cgiEnvironment(options),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const started = once(git, 'spawn');
  try {
    await started;
    await Promise.all([feed(request, git.stdin), answer(git.stdout, response)]);
  } catch (error) {
    git.kill();
    refuse(response, error);
  }
}
