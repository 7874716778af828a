import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { until } from '../../__testUtils__/until';
import type { BuiltImage, Content } from './buildImage';

function onPath(): string {
  return (
    [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']
      .flatMap(folder => [
        join(folder, 'docker-registry'),
        join(folder, 'registry'),
      ])
      .find(existsSync) ?? ''
  );
}

/** The real program, from the environment of the tests or from PATH; '' where it is absent. */
const program = process.env.GITOPS_TEST_REGISTRY ?? onPath();

/** What is absent and how to give it, for the name of what is skipped; '' where nothing is. */
export const absent = program
  ? ''
  : ' (no docker-registry on PATH, nor in GITOPS_TEST_REGISTRY; Debian has a package of that name)';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function expectStatus(
  response: Promise<Response>,
  status: number,
): Promise<Response> {
  const answered = await response;
  if (answered.status === status) return answered;
  throw new Error(
    `${answered.url} answered ${answered.status}: ${await answered.text()}`,
  );
}

/** A real registry, on loopback, with storage of its own. */
export class DockerRegistry {
  readonly host: string;
  /** Its access log: a line for each request. */
  readonly log: string[] = [];
  readonly #stop: () => Promise<void>;

  static async start(): Promise<DockerRegistry> {
    const folder = mkdtempSync(join(tmpdir(), 'gitops-registry-'));
    const host = `127.0.0.1:${await freePort()}`;
    const config = join(folder, 'config.yml');
    writeFileSync(
      config,
      JSON.stringify({
        version: '0.1',
        log: { level: 'error' },
        storage: { filesystem: { rootdirectory: join(folder, 'storage') } },
        http: { addr: host },
      }),
    );
    const child = spawn(program, ['serve', config], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise(resolve => child.once('close', resolve));
    const registry = new DockerRegistry(host, async () => {
      child.kill();
      await ended;
      rmSync(folder, { recursive: true });
    });
    createInterface(child.stdout).on('line', line => registry.log.push(line));
    await until('the registry answers', async () => {
      return (await fetch(`http://${host}/v2/`)).ok;
    });
    return registry;
  }

  private constructor(host: string, stop: () => Promise<void>) {
    this.host = host;
    this.#stop = stop;
  }

  async stop(): Promise<void> {
    await this.#stop();
  }

  /** Pushes as a build does: blobs, then manifests from the inside to the outside. */
  async push(
    name: string,
    tag: string,
    { blobs, inner, top }: BuiltImage,
  ): Promise<void> {
    for (const blob of blobs) await this.#pushBlob(name, blob);
    for (const one of inner) await this.#pushManifest(name, one.digest, one);
    await this.#pushManifest(name, tag, top);
  }

  async #pushBlob(name: string, { digest, bytes }: Content): Promise<void> {
    const uploads = `http://${this.host}/v2/${name}/blobs/uploads/`;
    const { headers } = await expectStatus(
      fetch(uploads, { method: 'POST' }),
      202,
    );
    const upload = new URL(headers.get('location') ?? '', uploads);
    upload.searchParams.set('digest', digest);
    await expectStatus(fetch(upload, { method: 'PUT', body: bytes }), 201);
  }

  async #pushManifest(
    name: string,
    reference: string,
    { mediaType, bytes }: Content,
  ): Promise<void> {
    await expectStatus(
      fetch(`http://${this.host}/v2/${name}/manifests/${reference}`, {
        method: 'PUT',
        headers: { 'Content-Type': mediaType },
        body: bytes,
      }),
      201,
    );
  }
}
