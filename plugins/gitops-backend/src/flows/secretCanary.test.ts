import { TestDatabases } from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { openApiDocument } from '../api/openapi.generated';
import { Canary } from '../__testUtils__/Canary';
import { CapturedLogs } from '../__testUtils__/CapturedLogs';
import { ClusterWorld, KUBECTL } from '../__testUtils__/ClusterWorld';
import { as } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

interface Operation {
  parameters?: Array<{
    name?: string;
    in?: string;
    required?: boolean;
    schema?: { enum?: string[] };
  }>;
}

const OPERATIONS: Record<string, { get?: Operation }> = JSON.parse(
  JSON.stringify(openApiDocument.paths),
);

const ENVIRONMENTS = ['dev', 'staging'];

/** A kind of somebody's own that holds secrets. */
const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: vaultsecrets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: vaultsecrets, kind: VaultSecret }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true }
`;

const secret = (name: string, rest: string, annotations = '{}') =>
  `apiVersion: v1
kind: Secret
metadata: { name: ${name}, annotations: ${annotations} }
${rest}
`;

const vaultSecret = (password: string) => `apiVersion: example.com/v1
kind: VaultSecret
metadata: { name: vault }
spec: { login: { password: ${password} } }
`;

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: app }
spec:
  selector: { matchLabels: { app: payments } }
  template:
    metadata: { labels: { app: payments } }
    spec:
      containers:
        - name: app
          image: ghcr.io/acme/payments:1.0.0
          env:
            - name: PASSWORD
              valueFrom: { secretKeyRef: { name: encoded, key: password } }
          envFrom: [{ secretRef: { name: plain } }]
`;

// Drift is made by kubectl, as people make it: `npm test` finds it, or says that it cannot.
(KUBECTL ? describe : describe.skip)('secrets', () => {
  const canary = new Canary();
  const logs = new CapturedLogs();
  const collected = new Map<string, string>();
  let world: ClusterWorld;
  let database: Knex;
  let count = 0;

  const collect = (where: string, text: string) => {
    count += 1;
    collected.set(`${count} ${where}`, text);
  };

  const send = async (
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    body?: object,
  ) => {
    const answer = await world.client.send(
      method,
      path,
      as.user(method === 'get' ? 'rita' : 'dana'),
      body,
    );
    collect(`${method} ${path} ${answer.status}`, answer.text);
    return answer;
  };

  /** The paths of a route with all that can be put into it. */
  const pathsOf = (route: string, promotions: string[]): string[] => {
    const values: Record<string, string[]> = {
      kind: ['component'],
      namespace: ['default'],
      name: ['payments'],
      environment: ENVIRONMENTS,
      id: promotions,
    };
    return [...route.matchAll(/{(\w+)}/g)].reduce<string[]>(
      (paths, [placeholder, name]) => {
        if (!values[name]) throw new Error(`What is ${name} in ${route}?`);
        return paths.flatMap(path =>
          values[name].map(value => path.replace(placeholder, value)),
        );
      },
      [`/api/gitops${route}`],
    );
  };

  /** What must be asked of a route besides its path, each way of it. */
  const queriesOf = ({ parameters = [] }: Operation): string[] =>
    parameters
      .filter(one => one.in === 'query' && one.required)
      .reduce<string[]>(
        (queries, { name, schema }) =>
          queries.flatMap(query =>
            (schema?.enum ?? []).map(
              value => `${query}${query ? '&' : '?'}${name}=${value}`,
            ),
          ),
        [''],
      );

  /** Every page, every row. */
  const readEverything = async () => {
    const { items } = (await send('get', `${world.client.path}/promotions`))
      .body;
    const ids = items.map(({ id }: { id: string }) => id);
    for (const [route, { get }] of Object.entries(OPERATIONS)) {
      if (!get) continue;
      for (const path of pathsOf(route, ids)) {
        for (const query of queriesOf(get)) {
          const { status } = await send('get', `${path}${query}`);
          expect([path, status]).toEqual([path, 200]);
        }
      }
    }
    const tables: Array<{ name: string }> = await database('sqlite_master')
      .where({ type: 'table' })
      .select('name');
    for (const { name } of tables) {
      collect(`table ${name}`, JSON.stringify(await database(name)));
    }
  };

  const found = () =>
    canary.findIn([
      ...collected,
      ...logs.lines.map((line): [string, string] => ['log', line]),
    ]);

  /** Whether the whole page says something. */
  const shows = (what: string, text: string | RegExp) =>
    until(what, async () =>
      new RegExp(text).test(JSON.stringify(await world.drift())),
    );

  beforeAll(async () => {
    world = await ClusterWorld.create({
      environments: {
        dev: {
          reconcile: 'heal',
          files: {
            'deployment.yaml': DEPLOYMENT,
            'encoded.yaml': secret(
              'encoded',
              `data: { password: ${btoa(canary.secret('data'))} }`,
            ),
            'plain.yaml': secret(
              'plain',
              `stringData: { token: ${canary.secret('stringData')} }`,
              `{ note: ${canary.secret('annotation')} }`,
            ),
            'vault.yaml': vaultSecret(canary.secret('vault')),
          },
        },
        staging: { reconcile: 'observe', after: ['dev'] },
      },
      logger: logs.factory,
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async signal => collect('signal', JSON.stringify(signal)),
          }),
        }),
      ],
    });
    await world.kubectlApply(DEFINITION);
    database = await databases.init('SQLITE_3');
    await world.start(database);
    await world.restored();
    // Its controller would say so; until then it is not healthy, and nothing goes further.
    await world.kubectl(
      ...['patch', 'vaultsecret/vault', '--type=merge'],
      ...['--field-manager=vault-controller', '-p'],
      '{"status":{"conditions":[{"type":"Ready","status":"True"}]}}',
    );
    await world.settled();
  });

  afterAll(() => world?.remove());

  // Each test goes on where the one before it ended.
  it('are in Git and in the cluster, where this test finds them', async () => {
    const inCluster = JSON.stringify(
      await Promise.all(
        ['secret/encoded', 'secret/plain', 'vaultsecret/vault'].map(object =>
          world.live(object),
        ),
      ),
    );
    const inGit = await world.git.deploy.readFile(
      'main',
      'payments/dev/encoded.yaml',
    );
    expect(
      canary.findIn([
        ['cluster', inCluster],
        ['git', inGit ?? ''],
      ]),
    ).toHaveLength(2);
    await readEverything();
    expect(logs.lines.length).toBeGreaterThan(0);
    expect([...collected.keys()].join()).toMatch(/signal.*table gitops_/);
    expect(found()).toEqual([]);
  });

  it('stay where they are while people change them and it is put back', async () => {
    await world.kubectl(
      ...['patch', 'secret/encoded', '-p'],
      JSON.stringify({ stringData: { password: canary.secret('patch') } }),
    );
    await world.kubectl(
      ...['annotate', '--overwrite', 'secret/plain'],
      `note=${canary.secret('annotate')}`,
    );
    await world.kubectl(
      ...['patch', 'vaultsecret/vault', '--type=merge', '-p'],
      JSON.stringify({
        spec: {
          login: { password: canary.secret('merge') },
          spare: canary.secret('spare'),
        },
      }),
    );
    await until('all three were put back', async () => {
      const { items } = (await send('get', `${world.client.path}/history`))
        .body;
      const summaries = items
        .filter(({ kind }: { kind: string }) => kind === 'reverted')
        .map(({ summary }: { summary: string }) => summary)
        .join();
      return ['encoded', 'plain', 'vault'].every(name =>
        summaries.includes(name),
      );
    });
    await world.restored();
    await readEverything();
    expect(found()).toEqual([]);
  });

  it('stay where they are while what client-side apply noted is there', async () => {
    await world.kubectlApply(
      secret(
        'encoded',
        `stringData: { password: ${canary.secret(
          'noted',
        )}, more: ${canary.secret('more')} }`,
      ),
    );
    await world.kubectlApply(vaultSecret(canary.secret('noted-vault')));
    await shows('the note is seen', 'last-applied-configuration');
    await readEverything();
    await world.restored();
    await readEverything();
    expect(found()).toEqual([]);
  });

  it('stay where they are while admission quotes them in its refusals', async () => {
    const refuse = (quote: 'dryRun' | 'write') =>
      world.cluster.faults.admit(({ object, dryRun, user }) => {
        if (
          user.name === 'gitops-writer' &&
          /Secret/.test(String(object.kind)) &&
          dryRun === (quote === 'dryRun')
        ) {
          const text = JSON.stringify(object);
          const values = [...text.matchAll(/[A-Za-z0-9+/=-]{24,}/g)].map(
            ([value]) => `${value} or ${atobOrNothing(value)}`,
          );
          throw new Error(
            `admission webhook "keys.example.com" denied the ${quote}: ${values.join(
              ' and ',
            )} must not be in ${text}`,
          );
        }
        return object;
      });
    for (const quote of ['dryRun', 'write'] as const) {
      const lift = refuse(quote);
      const drifted = canary.secret(`refused-${quote}`);
      await world.kubectl(
        ...['patch', 'secret/encoded', '-p'],
        JSON.stringify({ stringData: { password: drifted } }),
      );
      await world.kubectl(
        ...['patch', 'vaultsecret/vault', '--type=merge', '-p'],
        JSON.stringify({ spec: { login: { password: drifted } } }),
      );
      await shows('the refusal is shown', `denied the ${quote}`);
      await readEverything();
      lift();
      await world.reconcile({
        action: 'revert',
        reason: 'The webhook was mended.',
      });
      await world.restored();
      await readEverything();
    }
    expect(found()).toEqual([]);
  });

  it.each<[string, string, string | undefined, RegExp]>([
    [
      'data that is no base64',
      'encoded.yaml',
      secret('encoded', `data: { password: "${canary.secret('not base64')}" }`),
      /encoded/,
    ],
    [
      'YAML that breaks off in a secret',
      'plain.yaml',
      `${secret('plain', `stringData: { token: "${canary.secret('broken')}`)}`,
      /plain\.yaml/,
    ],
    [
      'YAML with a secret in a place of its own',
      'plain.yaml',
      `${secret(
        'plain',
        `stringData:\n  token: ${canary.secret('key')}\n ${canary.secret(
          'stray',
        )}`,
      )}`,
      /plain\.yaml/,
    ],
    [
      'a kustomization that names a secret as a file',
      'kustomization.yaml',
      `resources: [encoded.yaml]\nsecretGenerator: [{ name: made, literals: [token=${canary.secret(
        'literal',
      )}] }]\npatches: [{ patch: "${canary.secret('patched')}" }]\n`,
      /kustom/i,
    ],
  ])('stay where they are in %s', async (_, file, text, reason) => {
    const before = await world.git.deploy.readFile(
      'main',
      `payments/dev/${file}`,
    );
    await world.commit({ [file]: text });
    await until('the failure is shown', async () => {
      const { state } = await world.drift();
      await readEverything();
      return (
        state.sentence !== 'The cluster is as Git has it.' &&
        reason.test(JSON.stringify(await world.drift()))
      );
    });
    await readEverything();
    await world.commit({ [file]: before });
    await world.restored();
    expect(found()).toEqual([]);
  });

  it('stay where they are in promotions and decisions', async () => {
    const { client } = world;
    await world.commit({
      'encoded.yaml': secret(
        'encoded',
        `data: { password: ${btoa(canary.secret('second'))} }`,
      ),
    });
    await world.settled();
    await client.announce('1.1.0');
    await client.until(
      'staging',
      'it is proposed',
      one => one.promotion?.pullRequest !== undefined,
    );
    await readEverything();
    await send('put', `${client.path}/environments/dev/hold`, {
      reason: 'We look into it.',
    });
    await client.until('dev', 'it is held', one => one.hold !== undefined);
    await readEverything();
    await send('delete', `${client.path}/environments/dev/hold`);
    expect(found()).toEqual([]);
  });

  // A plan shows lines of Git as they are, Secrets among them.
  it('stay where they are in rollbacks', async () => {
    const { path } = world.client;
    const { items } = (await send('get', `${path}/environments/dev/changes`))
      .body;
    const { commit } = items[items.length - 1];
    const body = { commit, reason: 'It burns.' };
    const to = `${path}/environments/dev/rollback`;
    await send('post', to, { ...body, dryRun: true });
    await send('post', to, body);
    await world.client.until(
      'dev',
      'it is held',
      one => one.hold !== undefined,
    );
    await world.restored();
    await readEverything();
    expect(found()).toEqual([]);
  });
});

function atobOrNothing(text: string): string {
  try {
    return atob(text);
  } catch {
    return '';
  }
}
