import { buildImage, type Recipe } from './__testUtils__/buildImage';
import { absent, DockerRegistry } from './__testUtils__/dockerRegistry';
import { onLoopback, readerOf } from './__testUtils__/readerOf';

jest.setTimeout(60_000);

const COMMIT = 'a'.repeat(40);

const PLATFORMS = [
  { os: 'linux', architecture: 'amd64' },
  { os: 'linux', architecture: 'arm64', variant: 'v8' },
];

(absent ? describe.skip : describe)(`a real registry${absent}`, () => {
  let registry: DockerRegistry;

  beforeAll(async () => {
    registry = await DockerRegistry.start();
  });

  afterAll(() => registry.stop());

  const newReader = () => readerOf([onLoopback(registry.host)]);

  const push = async (name: string, tag: string, recipe: Recipe = {}) => {
    const image = buildImage(recipe);
    await registry.push(name, tag, image);
    return image;
  };

  it('tells its tags', async () => {
    for (const tag of ['v1.0.0', 'v1.1.0', 'latest']) {
      await push('acme/tags', tag);
    }
    const list = await newReader().listTags(`${registry.host}/acme/tags`);
    expect(list.status === 'listed' && [...list.tags].sort()).toEqual([
      'latest',
      'v1.0.0',
      'v1.1.0',
    ]);
  });

  it('says that a repository is not there', async () => {
    expect(
      await newReader().listTags(`${registry.host}/acme/nothing`),
    ).toMatchObject({ status: 'unusable' });
  });

  it.each(['oci', 'docker'] as const)(
    'tells what an image of %s is',
    async family => {
      const { top } = await push(`acme/image-${family}`, 'v1', {
        family,
        created: '2026-03-01T00:00:00Z',
        labels: {
          'org.opencontainers.image.source': 'https://github.com/acme/app',
          'org.opencontainers.image.revision': COMMIT,
        },
      });
      const repository = `${registry.host}/acme/image-${family}`;
      expect(await newReader().resolve(repository, 'v1')).toEqual({
        status: 'resolved',
        image: {
          digest: top.digest,
          mediaType: top.mediaType,
          platforms: ['linux/amd64'],
          createdAt: '2026-03-01T00:00:00.000Z',
          source: { repository: 'https://github.com/acme/app', commit: COMMIT },
          version: undefined,
        },
      });
    },
  );

  it.each(['oci', 'docker'] as const)(
    'pins the index of %s, and knows its platforms',
    async family => {
      const { top } = await push(`acme/index-${family}`, 'v1', {
        family,
        platforms: PLATFORMS,
      });
      const repository = `${registry.host}/acme/index-${family}`;
      expect(
        await newReader().resolve(repository, 'v1', 'linux/arm64'),
      ).toMatchObject({
        status: 'resolved',
        image: {
          digest: top.digest,
          mediaType: top.mediaType,
          platforms: ['linux/amd64', 'linux/arm64/v8'],
        },
      });
      expect(
        await newReader().resolve(repository, 'v1', 'windows/amd64'),
      ).toMatchObject({ status: 'absent' });
    },
  );

  it('takes the annotations of an index first', async () => {
    await push('acme/annotated', 'v1', {
      indexAnnotations: { 'org.opencontainers.image.version': '1.2.3' },
      labels: { 'org.opencontainers.image.version': 'of the base image' },
    });
    expect(
      await newReader().resolve(`${registry.host}/acme/annotated`, 'v1'),
    ).toMatchObject({ image: { version: '1.2.3' } });
  });

  it('tells that a tag was moved, to a reader that knew it', async () => {
    const reader = newReader();
    const repository = `${registry.host}/acme/moved`;
    await push('acme/moved', 'latest');
    await reader.resolve(repository, 'latest');
    const { top } = await push('acme/moved', 'latest', {
      labels: { moved: 'yes' },
    });
    expect(await reader.resolve(repository, 'latest')).toMatchObject({
      image: { digest: top.digest },
    });
  });

  it('says that a tag is not there', async () => {
    await push('acme/tagless', 'v1');
    expect(
      await newReader().resolve(`${registry.host}/acme/tagless`, 'v2'),
    ).toMatchObject({ status: 'absent' });
  });
});
