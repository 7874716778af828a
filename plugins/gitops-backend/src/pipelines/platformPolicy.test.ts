import { TestDatabases } from '@backstage/backend-test-utils';
import type { Finding } from '@backstage-gitops/plugin-gitops-common';
import { git } from '../git/git';
import { HOST_URL, pipelineFile } from '../__testUtils__/seed';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** Every branch, tag and pull request of the deploy repository. */
async function refsOf(world: TestWorld): Promise<string> {
  const output = await git(
    ['for-each-ref', '--format=%(refname) %(objectname)'],
    { directory: world.deploy.directory },
  );
  return output.toString();
}

async function findingsOf(client: Client): Promise<Finding[]> {
  const { body } = await client.send(
    'get',
    `${client.path}/preflight`,
    as.user('rita'),
  );
  return body.items ?? [];
}

/** Waits until a check has failed, and answers what was found and what to do. */
async function failureOf(
  client: Client,
  check: string,
  environment?: string,
): Promise<Finding> {
  return until(`${check} has failed`, async () =>
    (await findingsOf(client)).find(
      one =>
        one.check === check &&
        one.environment === environment &&
        one.status === 'failed',
    ),
  );
}

describe('what the platform does not allow', () => {
  let world: TestWorld;
  let client: (service: string) => Client;
  let before: string;

  const edited = (service: string, from: string, to: string) =>
    pipelineFile(service).replace(from, () => to);

  beforeAll(async () => {
    world = await TestWorld.create({
      services: {
        outside: 'plain',
        elsewhere: 'plain',
        fewer: 'plain',
        wider: 'plain',
        counting: 'plain',
        unprotected: 'plain',
      },
      pipelineFiles: {
        elsewhere: edited(
          'elsewhere',
          `${HOST_URL}/acme/deploy`,
          'https://elsewhere.example/acme/deploy',
        ),
        fewer: edited('fewer', 'count: 2', 'count: 1'),
        wider: edited(
          'wider',
          '[group:default/sre]',
          '[group:default/sre, user:default/otto]',
        ),
        counting: edited('counting', ', sourceAuthor', ''),
        unprotected: edited(
          'unprotected',
          'protected: true',
          'protected: false',
        ),
      },
      config: {
        boundaries: [
          {
            entities: { kind: 'Component' },
            repositories: [
              {
                url: `${HOST_URL}/acme/deploy`,
                paths: [
                  'outside/dev',
                  'fewer',
                  'wider',
                  'counting',
                  'unprotected',
                ],
              },
            ],
          },
        ],
        floors: [
          {
            match: { tier: 'production' },
            protected: true,
            gates: {
              approvals: {
                count: 2,
                from: ['group:default/sre'],
                exclude: ['requester', 'sourceAuthor'],
              },
            },
          },
        ],
      },
    });
    before = await refsOf(world);
    const backend = await world.start(await databases.init('SQLITE_3'));
    client = service => new Client(backend, service);
  });

  afterAll(() => world.remove());

  it.each<[string, string, string, RegExp]>([
    [
      'outside',
      'boundary',
      'staging',
      /outside\/staging of .*\/acme\/deploy is outside this entity's boundary; the platform team can add it below gitops\.boundaries/,
    ],
    [
      'elsewhere',
      'boundary',
      'dev',
      /https:\/\/elsewhere\.example\/acme\/deploy is outside this entity's boundary/,
    ],
    [
      'fewer',
      'floor',
      'production',
      /asks for 1 approvals; the platform's floor is 2/,
    ],
    ['wider', 'floor', 'production', /lets user:default\/otto approve/],
    [
      'counting',
      'floor',
      'production',
      /counts sourceAuthor, whom the platform's floor excludes/,
    ],
    [
      'unprotected',
      'floor',
      'production',
      /protected: false; the platform's floor protects this environment/,
    ],
  ])('%s: %s of %s', async (service, check, environment, found) => {
    const failure = await failureOf(client(service), check, environment);
    expect(failure.found).toMatch(found);
    expect(failure.fix).toBeTruthy();
    const shown = await client(service).until(
      environment,
      'it says what to fix',
      one => one.next?.action === 'fix',
    );
    expect(shown.next?.sentence).toMatch(found);
    // What is not allowed is not even read.
    expect(shown.images).toEqual([]);
  });

  it.each(['promotions', 'rollback'])(
    'nobody can ask for it by %s, and nothing is written',
    async what => {
      const answer =
        what === 'promotions'
          ? await client('outside').send(
              'post',
              `${client('outside').path}/promotions`,
              as.user('ravi'),
              {
                environment: 'staging',
                release: (await client('outside').announce('1.1.0')).body.id,
              },
            )
          : await client('outside').send(
              'post',
              `${client('outside').path}/environments/staging/rollback`,
              as.user('ravi'),
              {
                commit: await world.deploy.head('main'),
                reason: 'because',
              },
            );
      expect(answer.status).toBe(400);
      expect(answer.body.error.message).toMatch(/boundary/);
      const touched = (await refsOf(world))
        .split('\n')
        .filter(ref => !before.includes(ref))
        .filter(ref => !/refs\/(heads\/main|pushers\/heads\/main) /.test(ref));
      expect(touched).toEqual([]);
    },
  );
});
