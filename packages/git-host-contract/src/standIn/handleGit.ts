import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BareRepository } from '../git/BareRepository';
import { GIT_CALL, serveGit } from '../git/serveGit';

/** Answers a call of Git's own protocol. Nobody who is unknown reaches anything. */
export async function handleGit<T, A extends { login: string }>(options: {
  request: IncomingMessage;
  response: ServerResponse;
  /** Below the host's address, with what follows a question mark. */
  target: string;
  by: A | undefined;
  /** The repository of an address without `.git`, if there is one. */
  find(path: string): T | undefined;
  /** Runs what changes branches. */
  push(
    repository: T,
    by: A,
    run: (git: BareRepository) => Promise<void>,
  ): Promise<void>;
}): Promise<void> {
  const { request, response, target, by, find, push } = options;
  if (!by) {
    response.writeHead(401, { 'www-authenticate': 'Basic' }).end();
    return;
  }
  const [address, query = ''] = target.split('?');
  const [, path, call] = /^\/(.+?)\.git(\/.+)$/.exec(address) ?? [];
  const repository = path === undefined ? undefined : find(path);
  if (!repository || !GIT_CALL.test(call)) {
    response.writeHead(404).end();
    return;
  }
  await push(repository, by, ({ directory }) =>
    serveGit({ request, response, directory, call, query, login: by.login }),
  );
}
