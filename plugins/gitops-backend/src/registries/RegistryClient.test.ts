import { exchange } from '../network/exchange';
import { buildImage } from './__testUtils__/buildImage';
import { onLoopback, readerOf } from './__testUtils__/readerOf';
import { RegistryStandIn } from './__testUtils__/RegistryStandIn';

describe('RegistryClient', () => {
  let registry: RegistryStandIn;
  let storage: RegistryStandIn;

  beforeEach(async () => {
    registry = await RegistryStandIn.start();
    storage = await RegistryStandIn.start();
    const image = buildImage({ created: '2026-03-01T00:00:00Z' });
    registry.push('acme/app', 'v1', image);
    storage.push('acme/app', 'v1', image);
  });

  afterEach(async () => {
    await registry.stop();
    await storage.stop();
  });

  const isBlob = (url = '') => url.includes('/blobs/');

  const redirect = (
    matches: (url?: string) => boolean,
    to: (url: string) => string,
  ) =>
    registry.quirks.push(({ url = '' }, response) => {
      if (!matches(url)) return false;
      response.writeHead(307, { Location: to(url) }).end();
      return true;
    });

  const resolve = (
    registries = [onLoopback(registry.host), onLoopback(storage.host)],
  ) => readerOf(registries).resolve(`${registry.host}/acme/app`, 'v1');

  it('follows the way to a blob, and shows nobody what the registry was shown', async () => {
    registry.quirks.push(({ headers }, response) => {
      if (headers.authorization) return false;
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="r"' }).end();
      return true;
    });
    redirect(isBlob, url => `http://${storage.host}${url}`);
    const credentials = { username: 'ann', password: 'secret' };
    expect(
      await resolve([
        onLoopback(registry.host, { credentials }),
        onLoopback(storage.host, { credentials }),
      ]),
    ).toMatchObject({ image: { createdAt: '2026-03-01T00:00:00.000Z' } });
    expect(storage.authorizations).toEqual([undefined]);
  });

  it('verifies what storage sends', async () => {
    storage.contents.clear();
    storage.quirks.push((_, response) => {
      response.end('{"created":"2027-01-01T00:00:00Z"}');
      return true;
    });
    redirect(isBlob, url => `http://${storage.host}${url}`);
    await expect(resolve()).rejects.toThrow(/lies about acme\/app/);
  });

  it('follows no way to where nothing but https is allowed', async () => {
    redirect(isBlob, url => `http://${storage.host}${url}`);
    await expect(resolve([onLoopback(registry.host)])).rejects.toThrow(
      `It sends us to ${storage.host} without https.`,
    );
    expect(storage.requests).toEqual([]);
  });

  it('follows no way into a private network', async () => {
    redirect(isBlob, url => `https://${storage.host}${url}`);
    await expect(resolve([onLoopback(registry.host)])).rejects.toThrow(
      /private network \(loopback\); the platform team can set privateNetwork for it below gitops\.registries\.$/,
    );
    expect(storage.requests).toEqual([]);
  });

  it.each<[string, string]>([
    ['in circles', '/v2/acme/app/blobs/sha256:0'],
    ['nowhere', 'http://'],
    ['to a file', 'file:///etc/passwd'],
  ])('follows no way that leads %s', async (_, location) => {
    redirect(isBlob, () => location);
    await expect(resolve()).rejects.toThrow(
      /It sends us on and on, or nowhere\.$|without https\.$/,
    );
    expect(registry.requests.length).toBeLessThanOrEqual(6);
  });

  it.each<[string, (url?: string) => boolean]>([
    ['a tag', url => url?.endsWith('/manifests/v1') ?? false],
    ['a manifest', url => url?.includes('/manifests/sha256:') ?? false],
  ])('is not sent elsewhere for %s', async (_, matches) => {
    redirect(matches, url => `http://${storage.host}${url}`);
    await expect(resolve()).rejects.toThrow(
      'It answered with a redirect (307), which is not followed.',
    );
    expect(storage.requests).toEqual([]);
  });

  it('calls no private network and nothing but https that is not configured', async () => {
    await expect(resolve([])).rejects.toThrow(
      `${registry.host} did not tell what acme/app has below v1. Its name resolves to an address of a private network (loopback); the platform team can set privateNetwork for it below gitops.registries.`,
    );
    expect(registry.requests).toEqual([]);
  });

  it.each<[string, string]>([
    ['nginx', 'https://registry-1.docker.io/v2/library/nginx/tags/list?n=1000'],
    [
      'docker.io/acme/app',
      'https://registry-1.docker.io/v2/acme/app/tags/list?n=1000',
    ],
    ['ghcr.io/acme/app', 'https://ghcr.io/v2/acme/app/tags/list?n=1000'],
  ])('asks for the tags of %s where they are', async (repository, url) => {
    const asked: Array<Parameters<typeof exchange>[0]> = [];
    const reader = readerOf([], {
      exchange: async request => {
        asked.push(request);
        return {
          status: 'answered',
          code: 200,
          headers: {},
          body: Buffer.from('{"tags":[]}'),
        };
      },
    });
    await reader.listTags(repository);
    expect(asked).toMatchObject([{ url, network: { kind: 'public' } }]);
  });

  it('asks nobody for what is no repository', async () => {
    await expect(readerOf([]).listTags('ghcr.io/../x')).rejects.toThrow(
      '"ghcr.io/../x" is no image repository such as ghcr.io/acme/payments.',
    );
  });
});
