import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  type BareRepository,
  GithubStandIn,
} from '@backstage-gitops/git-host-contract';
import githubModule from '@backstage-gitops/plugin-gitops-backend-module-github';
import type { Knex } from 'knex';
import { component } from './people';
import { deployFiles, HOST_URL, pipelineFile } from './seed';
import { type Replica, startReplica } from './startReplica';
import { Client } from './TestWorld';

const SERVICE = 'payments';
const DEPLOY = 'acme/deploy';
const BOT = 'acme-gitops[bot]';

/** A pull request of the stand-in, as its API has it. */
interface Pull {
  number: number;
  state: 'open' | 'closed';
  merged_at: string | null;
  head: { ref: string };
}

/** One pipeline, whose files are all on a stand-in of GitHub, and the backend with the module of GitHub. */
export class GithubPipeline {
  static async start(options: {
    database: Knex;
    poll: string;
    catalog: string;
  }): Promise<GithubPipeline> {
    const { database, poll, catalog } = options;
    const standIn = await GithubStandIn.start();
    const { web, api } = standIn.links;
    const { token } = standIn.addAccount(BOT, 'Bot');
    for (const login of ['dana', 'ravi']) standIn.addAccount(login);
    const deploy = await standIn.addRepository('acme', 'deploy');
    await deploy.commit(
      'main',
      Object.fromEntries(deployFiles(SERVICE, 'plain')),
    );
    const source = await standIn.addRepository('acme', SERVICE);
    await source.commit('main', {
      'gitops.yaml': pipelineFile(SERVICE).replaceAll(HOST_URL, web),
    });
    const { host } = new URL(web);
    const folder = await mkdtemp(join(tmpdir(), 'gitops-github-'));
    const replica = await startReplica({
      database,
      services: [],
      entities: async () => [component(SERVICE, web)],
      features: [githubModule],
      logger: mockServices.rootLogger.factory({ level: 'none' }),
      config: {
        permission: { enabled: true },
        integrations: { github: [{ host, apiBaseUrl: api, token }] },
        gitops: {
          hosts: { github: [{ host, bot: BOT }] },
          git: { directory: folder, poll, catalog },
          seal: { keys: [{ secret: 'a secret of tests, long enough' }] },
          boundaries: [
            {
              entities: { kind: 'Component' },
              repositories: [{ url: `${web}/${DEPLOY}`, paths: ['.'] }],
            },
          ],
          announcers: [
            {
              subject: `external:ci-${SERVICE}`,
              pipelines: [`component:default/${SERVICE}`],
            },
          ],
        },
      },
    });
    const client = new Client(replica, SERVICE);
    await client.ready();
    return new GithubPipeline(standIn, deploy, replica, client, folder);
  }

  private constructor(
    readonly standIn: GithubStandIn,
    readonly deploy: BareRepository,
    readonly replica: Replica,
    readonly client: Client,
    readonly folder: string,
  ) {}

  /** Answers 502 to all that the backend asks, from now on. */
  goAway(): void {
    this.standIn.outage.begin(BOT);
  }

  comeBack(): void {
    this.standIn.outage.end();
  }

  /** Approves a pull request on the host. */
  async approve(login: string, number: number): Promise<void> {
    await this.standIn.act(login, 'POST', `${DEPLOY}/pulls/${number}/reviews`, {
      event: 'APPROVE',
      body: 'As I see it',
    });
  }

  /** Every pull request that was ever opened for an environment. */
  async pullsFor(environment: string): Promise<Pull[]> {
    const pulls = (await this.standIn.act(
      'ravi',
      'GET',
      `${DEPLOY}/pulls?state=all`,
    )) as Pull[];
    return pulls.filter(({ head }) => head.ref.endsWith(`/${environment}`));
  }

  /** The subjects of what the deploy branch has past its beginning, oldest first; a merge is one. */
  async subjects(): Promise<string[]> {
    const listed = await this.deploy.git(
      ...['log', '--first-parent', '--reverse', '--format=%s', 'main'],
    );
    return listed.split('\n').slice(1);
  }

  async stop(): Promise<void> {
    await this.replica.stop();
    await this.standIn.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
