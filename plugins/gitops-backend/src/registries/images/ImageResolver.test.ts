import {
  buildImage,
  content,
  FAMILIES,
  type Recipe,
} from '../__testUtils__/buildImage';
import { onLoopback, readerOf } from '../__testUtils__/readerOf';
import { RegistryStandIn } from '../__testUtils__/RegistryStandIn';
import { digestOf } from './digest';

const CREATED = '2026-03-01T00:00:00.000Z';
const AMD = { os: 'linux', architecture: 'amd64' };
const ARM = { os: 'linux', architecture: 'arm64' };

describe('ImageResolver', () => {
  let registry: RegistryStandIn;

  beforeEach(async () => {
    registry = await RegistryStandIn.start();
  });

  afterEach(() => registry.stop());

  const push = (recipe: Recipe = {}) => {
    const image = buildImage({ created: CREATED, ...recipe });
    registry.push('acme/app', 'v1', image);
    return image;
  };

  const newReader = () => readerOf([onLoopback(registry.host)]);

  const resolve = (
    {
      reference = 'v1',
      platform,
    }: { reference?: string; platform?: string } = {},
    reader = newReader(),
  ) => reader.resolve(`${registry.host}/acme/app`, reference, platform);

  it('asks for the digest of a tag, and then for its bytes', async () => {
    const { top, blobs } = push();
    expect(await resolve()).toMatchObject({
      status: 'resolved',
      image: { digest: top.digest, createdAt: CREATED },
    });
    expect(registry.requests).toEqual([
      'HEAD /v2/acme/app/manifests/v1',
      `GET /v2/acme/app/manifests/${top.digest}`,
      `GET /v2/acme/app/blobs/${blobs[1].digest}`,
    ]);
  });

  it('asks for nothing more where the tag means what is known', async () => {
    push();
    const reader = newReader();
    await resolve({}, reader);
    registry.requests.length = 0;
    expect(await resolve({}, reader)).toMatchObject({ status: 'resolved' });
    expect(registry.requests).toEqual(['HEAD /v2/acme/app/manifests/v1']);
  });

  it('sees that a tag was moved', async () => {
    push();
    const reader = newReader();
    await resolve({}, reader);
    const { top } = push({ labels: { moved: 'yes' } });
    expect(await resolve({}, reader)).toMatchObject({
      image: { digest: top.digest },
    });
  });

  it('takes a registry that tells no digest at its bytes', async () => {
    const { top } = push();
    registry.digests = 'untold';
    expect(await resolve()).toMatchObject({ image: { digest: top.digest } });
  });

  it('resolves a digest', async () => {
    const { top } = push();
    expect(await resolve({ reference: top.digest })).toMatchObject({
      image: { digest: top.digest },
    });
  });

  it.each<[string, Recipe, string, 'resolved' | 'absent']>([
    [
      'the platform of an index',
      { platforms: [AMD, ARM] },
      'linux/arm64',
      'resolved',
    ],
    [
      'a platform that an index has not',
      { platforms: [AMD, ARM] },
      'windows/amd64',
      'absent',
    ],
    [
      'the platform of an image',
      { platforms: [ARM] },
      'linux/arm64',
      'resolved',
    ],
    [
      'a platform that it is not made for',
      { platforms: [AMD] },
      'linux/arm64',
      'absent',
    ],
  ])('%s', async (_, recipe, platform, status) => {
    push(recipe);
    expect(await resolve({ platform })).toMatchObject({ status });
  });

  it('says what an image is made for', async () => {
    push({ platforms: [AMD] });
    expect(await resolve({ platform: 'linux/arm64' })).toEqual({
      status: 'absent',
      reason: `${registry.host}/acme/app:v1 is not made for linux/arm64, but for linux/amd64.`,
    });
  });

  it('says that a tag is not there', async () => {
    expect(await resolve()).toEqual({
      status: 'absent',
      reason: `${registry.host}/acme/app:v1 is not there.`,
    });
  });

  describe('takes nothing from a registry that lies', () => {
    const forge = (digest: string) => {
      const forged = content(FAMILIES.oci.manifest, '{"forged":true}');
      for (const [key, kept] of registry.contents) {
        if (kept.digest === digest) {
          registry.contents.set(key, { ...forged, digest });
        }
      }
    };

    it.each<[string, () => string]>([
      ['about the digest of a manifest', () => push().top.digest],
      [
        'about a manifest in an index',
        () => push({ indexAnnotations: {} }).inner[0].digest,
      ],
      ['about a configuration', () => push().blobs[1].digest],
    ])('%s', async (_, planted) => {
      forge(planted());
      await expect(resolve()).rejects.toThrow(
        /lies about acme\/app: the bytes that it sent for .* have another digest\. Nothing of it is taken\.$/,
      );
    });

    it.each<[string, (url: string) => boolean]>([
      ['below a tag', url => url.endsWith('/v1')],
      ['below a digest', url => url.includes('/sha256:')],
    ])('about the digest that it says it sends, %s', async (_, isAsked) => {
      const { top } = push();
      // Only what is asked for by GET tells a digest, and another than its own.
      registry.digests = isAsked('/v1') ? 'untold' : 'told';
      registry.quirks.push(({ method, url = '' }, response) => {
        if (method !== 'GET' || !isAsked(url)) return false;
        const digest = digestOf(Buffer.from('something else'));
        response
          .writeHead(200, {
            'Content-Type': top.mediaType,
            'Docker-Content-Digest': digest,
          })
          .end(top.bytes);
        return true;
      });
      await expect(resolve()).rejects.toThrow(
        /lies about acme\/app: the bytes that it sent for the manifest of .* have another digest\. Nothing of it is taken\.$/,
      );
      registry.quirks.length = 0;
      expect(await resolve()).toMatchObject({ status: 'resolved' });
    });

    it('about what a tag means, between one answer and the next', async () => {
      push();
      registry.quirks.push(({ method }, response) => {
        if (method !== 'HEAD') return false;
        const digest = digestOf(Buffer.from('something else'));
        response.setHeader('Docker-Content-Digest', digest).end();
        return true;
      });
      expect(await resolve()).toEqual({
        status: 'absent',
        reason: `${registry.host}/acme/app:v1 is not there.`,
      });
    });
  });

  it('takes no configuration that says that it is too large', async () => {
    const { blobs } = push();
    const [, config] = blobs;
    registry.push('acme/app', 'v1', {
      blobs,
      inner: [],
      top: content(FAMILIES.oci.manifest, {
        schemaVersion: 2,
        mediaType: FAMILIES.oci.manifest,
        config: {
          mediaType: config.mediaType,
          digest: config.digest,
          size: 2 ** 30,
        },
        layers: [],
      }),
    });
    await expect(resolve()).rejects.toThrow(/larger than 4096 KiB\.$/);
    expect(registry.requests.join()).not.toContain('blobs');
  });

  it('takes a chart for what it is: its configuration is none of an image', async () => {
    const config = content('application/vnd.cncf.helm.config.v1+json', {
      created: CREATED,
    });
    registry.push('acme/app', 'v1', {
      blobs: [config],
      inner: [],
      top: content(FAMILIES.oci.manifest, {
        schemaVersion: 2,
        mediaType: FAMILIES.oci.manifest,
        config: {
          mediaType: config.mediaType,
          digest: config.digest,
          size: config.bytes.length,
        },
        layers: [],
      }),
    });
    expect(await resolve()).toMatchObject({
      image: { platforms: [], createdAt: undefined },
    });
  });

  it('refuses schema 1 with what to do', async () => {
    registry.push('acme/app', 'v1', {
      blobs: [],
      inner: [],
      top: content(
        'application/vnd.docker.distribution.manifest.v1+prettyjws',
        { schemaVersion: 1, name: 'acme/app', tag: 'v1', fsLayers: [] },
      ),
    });
    await expect(resolve()).rejects.toThrow(
      /schema 1, which has no digest to pin; push the image again/,
    );
  });

  it.each(['', '../../other/tags/list', 'sha512:00', 'a?b', 'a/b'])(
    'asks for no reference like "%s"',
    async reference => {
      await expect(resolve({ reference })).rejects.toThrow(
        /neither a tag nor a digest/,
      );
      expect(registry.requests).toEqual([]);
    },
  );
});
