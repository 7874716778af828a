import { until } from '../../__testUtils__/until';
import { buildImage } from '../__testUtils__/buildImage';
import { onLoopback, readerOf } from '../__testUtils__/readerOf';
import { RegistryStandIn } from '../__testUtils__/RegistryStandIn';
import { TestClock } from '../__testUtils__/TestClock';

describe('TagLister', () => {
  let registry: RegistryStandIn;

  beforeEach(async () => {
    registry = await RegistryStandIn.start();
  });

  afterEach(() => registry.stop());

  const list = (reader = readerOf([onLoopback(registry.host)])) =>
    reader.listTags(`${registry.host}/acme/app`);

  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => `v${100_000 + index}`);

  it('reads page after page', async () => {
    registry.tags.set('acme/app', names(2_500));
    expect(await list()).toEqual({ status: 'listed', tags: names(2_500) });
    expect(registry.requests).toEqual([
      'GET /v2/acme/app/tags/list?n=1000',
      'GET /v2/acme/app/tags/list?last=v100999&n=1000',
      'GET /v2/acme/app/tags/list?last=v101999&n=1000',
    ]);
  });

  it('asks for what has not changed by its ETag, and takes what has', async () => {
    registry.etags = 'offered';
    registry.push('acme/app', 'v1', buildImage());
    const reader = readerOf([onLoopback(registry.host)]);
    const codes: number[] = [];
    registry.quirks.push((_, response) => {
      response.on('finish', () => codes.push(response.statusCode));
      return false;
    });
    expect(await list(reader)).toEqual({ status: 'listed', tags: ['v1'] });
    expect(await list(reader)).toEqual({ status: 'listed', tags: ['v1'] });
    registry.push('acme/app', 'v2', buildImage());
    expect(await list(reader)).toEqual({
      status: 'listed',
      tags: ['v1', 'v2'],
    });
    await until('all are answered', async () => codes.length === 3);
    expect(codes).toEqual([200, 304, 200]);
  });

  it('takes 50,000 tags', async () => {
    registry.tags.set('acme/app', names(50_000));
    expect(await list()).toMatchObject({ status: 'listed' });
    expect(registry.requests).toHaveLength(50);
  });

  it('takes none of more than 50,000 tags, and says what to do', async () => {
    registry.tags.set('acme/app', names(50_001));
    expect(await list()).toEqual({
      status: 'unusable',
      reason: `acme/app on ${registry.host} has more than 50,000 tags, which are not read; delete what nobody needs, or announce releases instead.`,
    });
  });

  it('says so where there is no such repository', async () => {
    expect(await list()).toEqual({
      status: 'unusable',
      reason: `${registry.host} has no repository acme/app, or does not show it to us.`,
    });
  });

  it('leaves out what cannot be a tag', async () => {
    registry.quirks.push((_, response) => {
      response.end(JSON.stringify({ tags: ['v1', '../x', '', 'a b', 'v2'] }));
      return true;
    });
    expect(await list()).toEqual({ status: 'listed', tags: ['v1', 'v2'] });
  });

  it('ends where pages lead in circles', async () => {
    registry.quirks.push((_, response) => {
      response
        .setHeader('Link', '<?last=v1>; rel="next"')
        .end(JSON.stringify({ tags: ['v1'] }));
      return true;
    });
    await expect(list()).rejects.toThrow(
      `${registry.host} tells the tags of acme/app in circles.`,
    );
    expect(registry.requests).toHaveLength(2);
  });

  it('ends where there is always one page more', async () => {
    const clock = new TestClock();
    let count = 0;
    registry.quirks.push((_, response) => {
      count += 1;
      clock.pass(1_000);
      response
        .setHeader('Link', `<?last=${count}>; rel="next"`)
        .end(JSON.stringify({ tags: [`v${count}`] }));
      return true;
    });
    await expect(
      list(readerOf([onLoopback(registry.host)], { clock })),
    ).rejects.toThrow(
      `${registry.host} did not tell all the tags of acme/app within 120 s.`,
    );
    expect(count).toBe(121);
  });

  it('hangs up on a page without end', async () => {
    let connection: 'open' | 'closed' = 'open';
    registry.quirks.push((_, response) => {
      const more = () => {
        while (connection === 'open' && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more).on('close', () => {
        connection = 'closed';
      });
      more();
      return true;
    });
    await expect(list()).rejects.toThrow(
      `${registry.host} did not tell the tags of acme/app. It answered more than 8192 KiB.`,
    );
    await until(
      'the connection is closed',
      async () => connection === 'closed',
    );
  });

  it('reads nothing that is announced as too large', async () => {
    registry.quirks.push((_, response) => {
      response.writeHead(200, { 'Content-Length': String(2 ** 40) });
      response.flushHeaders();
      return true;
    });
    await expect(list()).rejects.toThrow(/It answered more than 8192 KiB\./);
  });

  it.each(['<html>', '{}', '{"tags":{"a":1}}', '{"tags":[7]}', 'null'])(
    'takes %s for no list of tags',
    async body => {
      registry.quirks.push((_, response) => {
        response.end(body);
        return true;
      });
      await expect(list()).rejects.toThrow(/is no list of tags\.$/);
    },
  );
});
