// A PostgreSQL server for the tests: one that the environment names, or a throw-away one on loopback.
import { execFile, execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './ports.mjs';
import { startProgram } from './processes.mjs';
import { findPostgresPrograms, versionOf } from './programs.mjs';

const run = promisify(execFile);

// What @backstage/backend-test-utils reads.
const variablePattern =
  /^BACKSTAGE_TEST_DATABASE_POSTGRES(\d+)_CONNECTION_STRING$/;
const variableName = version =>
  `BACKSTAGE_TEST_DATABASE_POSTGRES${version}_CONNECTION_STRING`;
const databaseId = version => `POSTGRES_${version}`;

// Durability is what a throw-away database needs least; connections are what tests with several backends need most.
const serverSettings = {
  listen_addresses: '127.0.0.1',
  max_connections: 300,
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/**
 * Whom to run PostgreSQL as: it refuses root.
 */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = flag =>
        Number(execFileSync('id', [flag, name], { stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // There is no such user: try the next one.
    }
  }
  return {};
}

async function startServer(programs) {
  const user = unprivilegedUser();
  const folder = await mkdtemp(path.join(tmpdir(), 'gitops-postgres-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = path.join(folder, 'data');
  const options = {
    ...user,
    cwd: folder,
    env: { ...process.env, HOME: folder, LC_ALL: 'C' },
  };
  const removeFolder = () => rm(folder, { recursive: true, force: true });

  try {
    await run(
      path.join(programs, 'initdb'),
      [
        ...['--pgdata', data, '--username', 'postgres', '--encoding', 'UTF8'],
        ...['--auth', 'trust', '--no-locale', '--no-sync'],
      ],
      options,
    );
    const port = await freePort();
    const output = [];
    const server = startProgram(
      'postgres',
      path.join(programs, 'postgres'),
      [
        ...['-D', data, '-p', String(port), '-k', folder],
        ...Object.entries(serverSettings).flatMap(([name, value]) => [
          '-c',
          `${name}=${value}`,
        ]),
      ],
      // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave.
      { ...options, stopSignal: 'SIGINT', onLine: line => output.push(line) },
    );
    const failure = await Promise.race([
      server.printed('ready to accept connections'),
      server.exited,
    ]);
    if (failure) throw new Error([failure, ...output].join('\n'));
    return {
      connection: `postgresql://postgres@127.0.0.1:${port}/postgres`,
      stop: async () => {
        await server.stop();
        await removeFolder();
      },
    };
  } catch (error) {
    await removeFolder();
    throw error;
  }
}

/**
 * The PostgreSQL that the tests run on: a sentence on it, the environment that leads the tests to it, and `stop`.
 * GITOPS_TEST_POSTGRES is the id that `TestDatabases` knows it by, unset where there is none.
 */
export async function providePostgres() {
  const named = Object.keys(process.env)
    .map(name => variablePattern.exec(name)?.[1])
    .find(version => version && process.env[variableName(version)]);
  if (named) {
    return {
      summary: `PostgreSQL ${named}: the one that ${variableName(named)} names`,
      environment: { GITOPS_TEST_POSTGRES: databaseId(named) },
      stop: async () => {},
    };
  }

  const programs = findPostgresPrograms();
  if (!programs) {
    return {
      summary:
        'PostgreSQL: not found. The tests on it are NOT run: everything that several backends do at once stays untested.',
      environment: {},
      stop: async () => {},
    };
  }

  const full = versionOf(path.join(programs, 'postgres'));
  const version = full.split('.')[0];
  const { connection, stop } = await startServer(programs);
  return {
    summary: `PostgreSQL ${full}: started for these tests, from ${programs}`,
    environment: {
      GITOPS_TEST_POSTGRES: databaseId(version),
      [variableName(version)]: connection,
    },
    stop,
  };
}
