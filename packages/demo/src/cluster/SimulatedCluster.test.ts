import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forbidden } from './errors/failures';
import { JsonObject, JsonValue } from './objects/json';
import { withValue } from './objects/change';
import { mapAt, mapsAt, numberAt, textAt } from './objects/read';
import { ApiCall, ApiClient } from './replay/ApiClient';
import { SimulatedCluster } from './SimulatedCluster';

const ACCOUNTS = [
  { name: 'ada', token: 'ada-token', role: 'admin' as const },
  { name: 'ed', token: 'ed-token', role: 'edit' as const },
];
const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const APPLY = 'application/apply-patch+yaml';
const MERGE = 'application/merge-patch+json';

const configMap = (name: string, data: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const deployment = (name: string, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: { containers: [{ name: 'web', image: 'example.com/web:1' }] },
    },
    ...spec,
  },
});

describe('the simulated cluster over HTTP', () => {
  let cluster: SimulatedCluster;
  let ada: ApiClient;

  const clientOf = (token: string) =>
    new ApiClient({
      url: cluster.url,
      certificate: cluster.certificate,
      token,
    });
  const as = async (token: string, call: ApiCall) => {
    const client = clientOf(token);
    try {
      return await client.call(call);
    } finally {
      client.close();
    }
  };
  const post = (path: string, body: JsonObject) =>
    ada.call({ method: 'POST', path, body });
  const get = (path: string) => ada.call({ method: 'GET', path });
  const apply = (path: string, body: JsonObject) =>
    ada.call({ method: 'PATCH', path, body, contentType: APPLY });
  const merge = (path: string, body: JsonObject) =>
    ada.call({ method: 'PATCH', path, body, contentType: MERGE });

  beforeAll(async () => {
    cluster = await SimulatedCluster.start({ accounts: ACCOUNTS });
    ada = clientOf('ada-token');
  });
  afterEach(() => cluster.faults.clear());
  afterAll(async () => {
    ada.close();
    await cluster.stop();
  });

  it.each<
    [
      what: string,
      token: string,
      call: ApiCall,
      status: number,
      message: RegExp,
    ]
  >([
    [
      'a wrong token',
      'x',
      { method: 'GET', path: CONFIG_MAPS },
      401,
      /^Unauthorized$/,
    ],
    [
      'what an account may not do',
      'ed-token',
      {
        method: 'GET',
        path: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
      },
      403,
      /User "ed" cannot list resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope/,
    ],
    [
      'an object that is not there',
      'ada-token',
      { method: 'GET', path: `${CONFIG_MAPS}/none` },
      404,
      /^configmaps "none" not found$/,
    ],
    [
      'a namespace that is not there',
      'ada-token',
      {
        method: 'POST',
        path: '/api/v1/namespaces/none/configmaps',
        body: configMap('x'),
      },
      404,
      /^namespaces "none" not found$/,
    ],
    [
      'a method that is not allowed',
      'ada-token',
      { method: 'POST', path: `${CONFIG_MAPS}/x`, body: {} },
      405,
      /does not allow this method/,
    ],
    [
      'an unknown patch',
      'ada-token',
      {
        method: 'PATCH',
        path: `${CONFIG_MAPS}/x`,
        body: {},
        contentType: 'application/unknown',
      },
      415,
      /Unsupported Media Type/,
    ],
    [
      'a body that is no JSON',
      'ada-token',
      { method: 'POST', path: CONFIG_MAPS, body: { text: '{nope' } },
      400,
      /the object provided is unrecognized \(must be of type ConfigMap\)/,
    ],
    [
      'an invalid object',
      'ada-token',
      { method: 'POST', path: DEPLOYMENTS, body: deployment('Not_Valid') },
      422,
      /^Deployment.apps "Not_Valid" is invalid: metadata.name/,
    ],
    [
      'an apply without a manager',
      'ada-token',
      {
        method: 'PATCH',
        path: `${CONFIG_MAPS}/x`,
        contentType: APPLY,
        body: configMap('x'),
      },
      422,
      /fieldManager: Required value/,
    ],
    [
      'an apply of another name',
      'ada-token',
      {
        method: 'PATCH',
        path: `${CONFIG_MAPS}/x?fieldManager=g`,
        contentType: APPLY,
        body: configMap('y'),
      },
      400,
      /the name of the object \(y\) does not match the name on the URL \(x\)/,
    ],
    [
      'an apply that the schema does not know',
      'ada-token',
      {
        method: 'PATCH',
        path: `${DEPLOYMENTS}/x?fieldManager=g`,
        contentType: APPLY,
        body: deployment('x', { replica: 1 }),
      },
      500,
      /^failed to create typed patch object \(\/x; apps\/v1, Kind=Deployment\): .spec.replica: field not declared in schema$/,
    ],
    [
      'a list from the future',
      'ada-token',
      { method: 'GET', path: `${CONFIG_MAPS}?resourceVersion=999999999` },
      504,
      /Too large resource version: 999999999/,
    ],
    [
      'a bad resourceVersion',
      'ada-token',
      { method: 'GET', path: `${CONFIG_MAPS}?resourceVersion=abc` },
      400,
      /invalid resource version/,
    ],
  ])('answers %s as a Status', async (_, token, call, status, message) => {
    const answer = await as(token, call);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      code: status,
      message: expect.stringMatching(message),
    });
  });

  it('answers an unknown group in plain text', async () => {
    expect(await get('/apis/nope.example.com/v1/things')).toMatchObject({
      status: 404,
      body: '404 page not found\n',
    });
  });

  it('pages a list at one revision, and says where to go on after compaction', async () => {
    const path = '/api/v1/namespaces/paged/configmaps';
    await post('/api/v1/namespaces', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'paged' },
    });
    for (const name of ['a', 'b', 'c']) {
      await post(
        path,
        withValue(configMap(name), ['metadata', 'labels'], { set: 'x' }),
      );
    }
    const namesOf = (body: JsonValue) =>
      mapsAt(body, 'items').map(item => textAt(item, 'metadata', 'name'));
    const first = await get(`${path}?labelSelector=set%3Dx&limit=2`);
    expect(namesOf(first.body)).toEqual(['a', 'b']);
    const token = textAt(first.body, 'metadata', 'continue') ?? '';
    await post(
      path,
      withValue(configMap('bb'), ['metadata', 'labels'], { set: 'x' }),
    );
    const more = `${path}?labelSelector=set%3Dx&limit=2&continue=`;
    expect(namesOf((await get(`${more}${token}`)).body)).toEqual(['c']);
    cluster.faults.compact();
    const late = await get(`${more}${token}`);
    expect(late.status).toBe(410);
    const fresh = textAt(late.body, 'metadata', 'continue') ?? '';
    expect(namesOf((await get(`${more}${fresh}`)).body)).toEqual(['bb', 'c']);
  });

  it('refuses a write that knows an older state', async () => {
    await post(CONFIG_MAPS, configMap('raced', { a: '1' }));
    const { body } = await get(`${CONFIG_MAPS}/raced`);
    await merge(`${CONFIG_MAPS}/raced`, { data: { a: '2' } });
    const stale = await ada.call({
      method: 'PUT',
      path: `${CONFIG_MAPS}/raced`,
      body,
    });
    expect(stale.status).toBe(409);
    expect(textAt(stale.body, 'message')).toMatch(
      /the object has been modified/,
    );
  });

  it('does not write what changes nothing', async () => {
    await apply(
      `${CONFIG_MAPS}/same?fieldManager=g`,
      configMap('same', { a: '1' }),
    );
    const before = (await get(`${CONFIG_MAPS}/same`)).body;
    await apply(
      `${CONFIG_MAPS}/same?fieldManager=g`,
      configMap('same', { a: '1' }),
    );
    await merge(`${CONFIG_MAPS}/same?fieldManager=h`, { data: { a: '1' } });
    expect((await get(`${CONFIG_MAPS}/same`)).body).toEqual(before);
  });

  it('a dry run answers what would be, and changes nothing', async () => {
    const dry = await apply(
      `${CONFIG_MAPS}/dry?fieldManager=g&dryRun=All`,
      configMap('dry'),
    );
    expect(dry.status).toBe(201);
    expect((await get(`${CONFIG_MAPS}/dry`)).status).toBe(404);
  });

  it('waits for finalizers, and deletes by uid only the object that was meant', async () => {
    const held = withValue(
      configMap('held'),
      ['metadata', 'finalizers'],
      ['example.com/hold'],
    );
    await post(CONFIG_MAPS, held);
    const path = `${CONFIG_MAPS}/held`;
    const other = await ada.call({
      method: 'DELETE',
      path,
      body: { preconditions: { uid: '11111111-2222-3333-4444-555555555555' } },
    });
    expect(other.status).toBe(409);
    await ada.call({ method: 'DELETE', path });
    expect(
      textAt((await get(path)).body, 'metadata', 'deletionTimestamp'),
    ).toBeDefined();
    await merge(path, { metadata: { finalizers: null } });
    expect((await get(path)).status).toBe(404);
  });

  describe('faults', () => {
    it('throttles some requests, in plain text and with Retry-After', async () => {
      cluster.faults.throttle({
        times: 1,
        retryAfterSeconds: 2,
        match: { verb: 'list' },
      });
      expect(await get(CONFIG_MAPS)).toMatchObject({
        status: 429,
        body: 'Too many requests, please try again later.\n',
        headers: { 'retry-after': '2' },
      });
      expect((await get(CONFIG_MAPS)).status).toBe(200);
    });

    it('fails for one object only, until it is lifted', async () => {
      await post(CONFIG_MAPS, configMap('failing'));
      const lift = cluster.faults.fail({ match: { name: 'failing' } });
      expect((await get(`${CONFIG_MAPS}/failing`)).status).toBe(500);
      expect((await get(CONFIG_MAPS)).status).toBe(200);
      lift();
      expect((await get(`${CONFIG_MAPS}/failing`)).status).toBe(200);
    });

    it('forbids a kind', async () => {
      cluster.faults.forbid({ group: 'apps', resource: 'deployments' });
      expect((await get(DEPLOYMENTS)).status).toBe(403);
      expect((await get(CONFIG_MAPS)).status).toBe(200);
    });

    it('lets admission override what is applied, without owning it', async () => {
      cluster.faults.admit(({ object, resource }) =>
        resource.kind === 'Deployment'
          ? withValue(object, ['spec', 'replicas'], 4)
          : object,
      );
      const { body } = await apply(
        `${DEPLOYMENTS}/overridden?fieldManager=g`,
        deployment('overridden', { replicas: 1 }),
      );
      expect(numberAt(body, 'spec', 'replicas')).toBe(4);
      const [entry] = mapsAt(body, 'metadata', 'managedFields');
      expect(entry?.manager).toBe('g');
      expect(mapAt(entry, 'fieldsV1', 'f:spec')['f:replicas']).toEqual({});
    });

    it('lets admission refuse', async () => {
      cluster.faults.admit(({ resource }) => {
        throw forbidden(resource, 'not today');
      });
      expect((await post(CONFIG_MAPS, configMap('refused'))).status).toBe(403);
      expect((await get(`${CONFIG_MAPS}/refused`)).status).toBe(404);
    });
  });
});

describe('a state file', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cluster-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('brings a cluster back with its objects, kinds and certificate', async () => {
    const stateFile = join(folder, 'cluster', 'state.json');
    const start = () =>
      SimulatedCluster.start({ accounts: ACCOUNTS, stateFile });
    const first = await start();
    const client = new ApiClient({
      url: first.url,
      token: 'ada-token',
      certificate: first.certificate,
    });
    await client.call({
      method: 'POST',
      path: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
      body: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'gauges.example.com' },
        spec: {
          group: 'example.com',
          scope: 'Cluster',
          names: { plural: 'gauges', kind: 'Gauge' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: {
                openAPIV3Schema: {
                  type: 'object',
                  'x-kubernetes-preserve-unknown-fields': true,
                },
              },
            },
          ],
        },
      },
    });
    const created = await client.call({
      method: 'POST',
      path: '/apis/example.com/v1/gauges',
      body: {
        text: '{"apiVersion":"example.com/v1","kind":"Gauge","metadata":{"name":"g"},"spec":{"big":9007199254740993}}',
      },
    });
    expect(created.status).toBe(201);
    client.close();
    await first.stop();

    const second = await start();
    expect(second.certificate).toBe(first.certificate);
    const again = new ApiClient({
      url: second.url,
      token: 'ada-token',
      certificate: first.certificate,
    });
    const found = await again.call({
      method: 'GET',
      path: '/apis/example.com/v1/gauges/g',
    });
    expect(found.body).toEqual(created.body);
    expect(mapAt(found.body, 'spec').big).toBe(9007199254740993n);
    again.close();
    await second.stop();
    const { mode } = await stat(stateFile);
    expect((mode % 0o1000).toString(8)).toBe('600');
    expect(await readFile(stateFile, 'utf8')).toMatch(/"certificate"/);
  });

  it('names the accounts there are when asked for another', async () => {
    const cluster = await SimulatedCluster.start({ accounts: ACCOUNTS });
    expect(() => cluster.kubeconfig('bob')).toThrow(
      'No account "bob" in the simulated cluster; there are: ada, ed.',
    );
    await cluster.stop();
  });
});
