import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { gitEnvironment } from './runGit';

/** The calls of Git's smart protocol, below the repository's address. */
export const GIT_CALL = /^\/(info\/refs|git-(?:upload|receive)-pack)$/;

/** Serves one call of Git's smart protocol by git's own CGI program. */
export async function serveGit(options: {
  request: IncomingMessage;
  response: ServerResponse;
  directory: string;
  /** Below the repository's address, such as `/info/refs`. */
  call: string;
  query: string;
  /** Only who is known may push. */
  login: string | undefined;
}): Promise<void> {
  const { request, response, directory, call, query, login } = options;
  const git = spawn('git', ['http-backend'], {
    env: gitEnvironment({
      GIT_PROJECT_ROOT: path.dirname(directory),
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: `/${path.basename(directory)}${call}`,
      QUERY_STRING: query,
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REMOTE_USER: login,
    }),
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  git.stdin.on('error', () => {});
  request.pipe(git.stdin);
  const printed: Buffer[] = [];
  for await (const chunk of git.stdout) printed.push(chunk);
  const answer = Buffer.concat(printed);
  const end = answer.indexOf('\r\n\r\n');
  for (const line of answer.toString('latin1', 0, end).split('\r\n')) {
    const colon = line.indexOf(':');
    const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()];
    if (name === 'Status') response.statusCode = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.end(answer.subarray(end + 4));
}
