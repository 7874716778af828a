import { createHmac } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { TestDatabases } from '@backstage/backend-test-utils';
import { LocalGitHost } from '@backstage-gitops/plugin-gitops-backend-module-local';
import type { Knex } from 'knex';
import request from 'supertest';
import { FlakyHost, hostModule } from '../__testUtils__/FlakyHost';
import { GitCounter } from '../__testUtils__/GitCounter';
import {
  monorepoEntities,
  monorepoFiles,
  serviceNames,
} from '../__testUtils__/monorepo';
import { HOST_URL } from '../__testUtils__/seed';
import type { Replica } from '../__testUtils__/startReplica';
import { as, Client, digestOf, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(300_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SECRET = 'a secret of tests, long enough';
const DEPLOY = `${HOST_URL}/acme/deploy`;
const SERVICES = serviceNames(50);
const ENVIRONMENTS = SERVICES.length * 3;

/** Those whose releases are proposed for staging. */
const PROPOSED = SERVICES.slice(0, 12);

/** Those whose dev a push changes. */
const TOUCHED = SERVICES.slice(40, 45);

const dana = { name: 'Dana', email: 'dana@example.com' };

describe('fifty pipelines on one repository', () => {
  let world: TestWorld;
  let replica: Replica;
  let database: Knex;
  let counter: GitCounter;
  let host: FlakyHost;

  beforeAll(async () => {
    world = await TestWorld.create({
      services: {},
      poll: '200ms',
      catalog: '1h',
      entities: async () => monorepoEntities(SERVICES, DEPLOY),
      config: {
        hosts: {},
        webhooks: { anybody: { type: 'genericHmac', secret: SECRET } },
        announcers: [
          {
            subject: 'external:ci',
            pipelines: SERVICES.map(name => `component:default/${name}`),
          },
        ],
      },
      features: [hostModule(() => host.host)],
    });
    host = new FlakyHost(new LocalGitHost(world.repositories), Math.random);
    await world.deploy.commitFiles({
      branch: 'main',
      files: new Map(Object.entries(monorepoFiles(SERVICES, DEPLOY))),
      message: 'Add all services',
      author: dana,
    });
    counter = await GitCounter.start();
    database = await databases.init('SQLITE_3');
    replica = await world.start(database);
    await until('all were read', async () => {
      const read = await database('gitops_environments').where({ indexed: 1 });
      // Which policy holds in production is written to a branch of its own.
      const accepted = await database('gitops_decisions');
      return (
        read.length === ENVIRONMENTS && accepted.length === SERVICES.length
      );
    });
  });

  afterAll(async () => {
    await world.remove();
    await counter.stop();
  });

  const tell = async (event: object) => {
    const body = JSON.stringify(event);
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const answer = await request(replica.server)
      .post('/api/gitops/webhooks/anybody')
      .set('Content-Type', 'application/json')
      .set('X-Signature', `sha256=${signature}`)
      .send(body);
    expect(answer.body).toEqual({ status: 'stored' });
  };

  /** Until the repository was looked at once more, and the board says so. */
  const look = async () => {
    const before = new Date().toISOString();
    await until('every environment is known as of now', async () => {
      const known = await database('gitops_environments')
        .where('as_of', '>', before)
        .whereNull('stale');
      return known.length === ENVIRONMENTS;
    });
  };

  const looks = async (count: number) => {
    for (let done = 0; done < count; done += 1) await look();
  };

  it('a push that is told of is one fetch and no clone, and is looked at by whom it touches', async () => {
    await looks(1);
    const attentionOf = async () =>
      new Map(
        (await database('gitops_environments')).map(row => [
          `${row.entity_ref}/${row.name}`,
          row.attention,
        ]),
      );
    const before = await attentionOf();
    const asked = await counter.begin();
    const files = monorepoFiles(TOUCHED, DEPLOY);
    const commit = await world.deploy.commitFiles({
      branch: 'main',
      files: new Map(
        TOUCHED.map(service => {
          const path = `${service}/dev/deployment.yaml`;
          return [path, files[path].replace(':1.0.0', ':1.0.9')];
        }),
      ),
      message: 'Run the hotfix',
      author: dana,
    });
    await tell({ repository: DEPLOY, ref: 'refs/heads/main', commit });
    for (const service of TOUCHED) {
      await new Client(replica, service).until(
        'dev',
        'it has the hotfix',
        one => one.images.some(({ tag }) => tag === '1.0.9'),
      );
    }
    await looks(1);
    const counts = await asked();
    expect(counts).toMatchObject({ fetch: 1 });
    expect(Object.keys(counts)).not.toContain('clone');
    // One for all: which commits there are, and what each of them changed.
    expect(counts.log).toBeLessThanOrEqual(3);
    expect(counts['ls-tree']).toBe(1);
    const heads = await database('gitops_environments').distinct('head');
    expect(heads).toEqual([{ head: commit }]);
    const called = [...(await attentionOf())].flatMap(([key, attention]) =>
      attention === before.get(key) ? [] : key.split('/').slice(0, 2).join('/'),
    );
    expect(new Set(called)).toEqual(
      new Set(TOUCHED.map(service => `component:default/${service}`)),
    );
  });

  it('open pull requests are not asked for again and again where the host tells of them', async () => {
    for (const service of PROPOSED) {
      const client = new Client(replica, service);
      const announced = await client.send(
        'post',
        `${client.path}/releases`,
        as.service('external:ci'),
        {
          images: [{ name: 'app', tag: '1.1.0', digest: digestOf('1.1.0') }],
        },
      );
      expect(announced.status).toBe(202);
    }
    const numbers = new Map<string, number>();
    for (const service of PROPOSED) {
      const { promotion } = await new Client(replica, service).until(
        'staging',
        'it is proposed',
        one => one.promotion?.pullRequest !== undefined,
      );
      numbers.set(service, promotion?.pullRequest?.number ?? 0);
    }
    await tell({ repository: DEPLOY, pullRequest: numbers.get(PROPOSED[0]) });
    const calls = ({ remote: _, ...counted } = host.count()) => counted;
    let before = calls();
    // Longer than an environment rests that nothing is told of.
    await until('nothing is asked any more', async () => {
      before = calls();
      await looks(15);
      return isDeepStrictEqual(calls(), before);
    });

    const [service] = PROPOSED;
    const number = numbers.get(service) ?? 0;
    await world.deploy.pulls.review(number, {
      as: 'ravi',
      verdict: 'approved',
    });
    await tell({ repository: DEPLOY, pullRequest: number, id: 'reviewed' });
    await new Client(replica, service).until(
      'staging',
      'it is merged',
      one => one.release?.version === '1.1.0' && !one.promotion,
    );
    const { readPullRequests = 0 } = calls();
    // When it was told of, before it was merged, and after it.
    expect(
      readPullRequests - (before.readPullRequests ?? 0),
    ).toBeLessThanOrEqual(5);
  });
});
