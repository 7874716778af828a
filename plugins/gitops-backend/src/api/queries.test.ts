import { TestDatabases } from '@backstage/backend-test-utils';
import { as, Client, TestWorld } from '../__testUtils__/TestWorld';
import { until } from '../__testUtils__/until';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('query parameters', () => {
  let world: TestWorld;
  let client: Client;

  const get = (path: string) =>
    client.send('get', `/api/gitops${path}`, as.user('rita'));

  beforeAll(async () => {
    world = await TestWorld.create({
      services: { orders: 'plain', payments: 'plain', shop: 'plain' },
    });
    client = new Client(
      await world.start(await databases.init('SQLITE_3')),
      'payments',
    );
    await until('all pipelines are there', async () => {
      const { body } = await get('/pipelines');
      return body.items?.length === 3;
    });
    await client.ready();
  });

  afterAll(() => world.remove());

  const titles = (body: { items: Array<{ title: string }> }) =>
    body.items.map(({ title }) => title);

  it('take a number, and pages follow each other without gap or overlap', async () => {
    const first = await get('/pipelines?limit=2');
    expect(first.status).toBe(200);
    expect(titles(first.body)).toEqual(['orders', 'payments']);

    const second = await get(
      `/pipelines?limit=2&cursor=${first.body.nextCursor}`,
    );
    expect(titles(second.body)).toEqual(['shop']);
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('take a boolean', async () => {
    await client.announce('1.1.0');
    await client.until(
      'staging',
      'an approval is asked for',
      one => one.next?.action === 'approve',
    );
    const waiting = await get('/pipelines?waiting=true');
    expect(waiting.status).toBe(200);
    expect(titles(waiting.body)).toEqual(['payments']);
    const all = await get('/pipelines?waiting=false');
    expect(titles(all.body)).toEqual(['orders', 'payments', 'shop']);
  });

  it.each([
    ['no number', '/pipelines?limit=abc', 'limit'],
    ['a fraction', '/pipelines?limit=1.5', 'limit'],
    ['less than one', '/pipelines?limit=0', 'limit'],
    ['a negative number', '/pipelines?limit=-1', 'limit'],
    ['too many', '/pipelines?limit=100000', 'limit'],
    ['no boolean', '/pipelines?waiting=perhaps', 'waiting'],
    ['an unknown parameter', '/pipelines?colour=red', 'colour'],
    [
      'no number of changes',
      '/pipelines/component/default/payments/environments/dev/changes?limit=x',
      'limit',
    ],
  ])('refuse %s, and say which: %s', async (_, path, parameter) => {
    const answer = await get(path);
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain(parameter);
  });

  it('are coerced, bodies are not', async () => {
    const answer = await client.send(
      'post',
      `${client.path}/environments/production/rollback`,
      as.user('dana'),
      { commit: 'f'.repeat(40), reason: 'because', dryRun: 'true' },
    );
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toContain('dryRun');
  });

  it.each([
    ['releases', 'a cursor of elsewhere'],
    ['history', '%00'],
    ['promotions', 'bm90aGluZw'],
  ])('of %s take any cursor without an accident', async (list, cursor) => {
    const answer = await get(
      `/pipelines/component/default/payments/${list}?cursor=${cursor}`,
    );
    expect([200, 400]).toContain(answer.status);
  });
});
