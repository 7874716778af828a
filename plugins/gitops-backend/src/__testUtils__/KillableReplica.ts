import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
import type { ProxiedCluster } from './KubernetesProxy';
import type { TestWorld } from './TestWorld';

const PROGRAM = resolvePackagePath(
  '@backstage-gitops/plugin-gitops-backend',
  'src/__testUtils__/replicaProcess.ts',
);

/** How a replica finds its database, in the words of knex. */
export interface DatabaseSettings {
  client: string;
  connection: object;
}

/** A replica that can be killed or stopped at any moment, and one that takes its place: same configuration, mirrors and database. */
export class KillableReplica {
  readonly #options: string;
  #process: ChildProcess | undefined;
  #url: string | undefined;

  static async start(
    world: TestWorld,
    options: {
      config?: JsonObject;
      /** Default: a file of SQLite. */
      database?: DatabaseSettings;
      clusters?: Record<string, ProxiedCluster>;
      /** What the catalog has besides the services. */
      entities?: Entity[];
    } = {},
  ): Promise<KillableReplica> {
    const replica = new KillableReplica(
      JSON.stringify({
        config: options.config ?? world.config(),
        services: world.services,
        database: options.database ?? {
          client: 'better-sqlite3',
          connection: { filename: join(world.folder, 'gitops.sqlite') },
        },
        clusters: options.clusters ?? {},
        entities: options.entities ?? [],
      }),
    );
    await replica.start();
    return replica;
  }

  private constructor(options: string) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        PROGRAM,
        this.#options,
      ],
      {
        // What Jest sets for its own workers is not for this process.
        env: { ...process.env, NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    this.#process = child;
    this.#url = await new Promise<string>((resolve, reject) => {
      let output = '';
      // Both are read to the end: a full pipe would stop the process.
      child.stderr.on('data', data => (output += data));
      child.stdout.on('data', data => {
        output += data;
        const port = /^listening on (\d+)$/m.exec(output)?.[1];
        if (port) resolve(`http://127.0.0.1:${port}`);
      });
      child.once('exit', code =>
        reject(new Error(`The replica ended with ${code}: ${output}`)),
      );
    });
  }

  /** Where it listens now: elsewhere after each start. */
  get url(): string {
    if (!this.#url) throw new Error('The replica was not started.');
    return this.#url;
  }

  /** Stops it where it is, as a machine that hangs does. */
  pause(): void {
    this.#process?.kill('SIGSTOP');
  }

  resume(): void {
    this.#process?.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async send(
    method: string,
    path: string,
    authorization: string,
    body?: object,
  ) {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  }
}
