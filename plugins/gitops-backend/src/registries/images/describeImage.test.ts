import { buildImage, type Recipe } from '../__testUtils__/buildImage';
import { describeImage } from './describeImage';
import { readConfig } from './readConfig';
import { readManifest } from './readManifest';

const REVISION = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);

const oci = (texts: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      `org.opencontainers.image.${name}`,
      text,
    ]),
  );

/** What is known of the first platform of an image. */
const describeBuilt = (recipe: Recipe) => {
  const { top, inner, blobs } = buildImage(recipe);
  const outer = readManifest(top.bytes);
  const manifest = inner.length > 0 ? readManifest(inner[0].bytes) : outer;
  return describeImage({
    digest: top.digest,
    index: outer.kind === 'index' ? outer : undefined,
    manifest: manifest.kind === 'image' ? manifest : undefined,
    config: readConfig(blobs[1].bytes),
  });
};

const source = (texts: Partial<Record<'source' | 'revision', string>>) =>
  oci({
    source: 'https://github.com/acme/app',
    revision: REVISION,
    ...texts,
  });

describe('describeImage', () => {
  it('reads what a builder writes', () => {
    expect(
      describeBuilt({
        created: '2026-03-01T10:00:00.5+01:00',
        labels: { ...source({}), ...oci({ version: ' 1.2.3\n' }) },
      }),
    ).toMatchObject({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      platforms: ['linux/amd64'],
      createdAt: '2026-03-01T09:00:00.500Z',
      source: { repository: 'https://github.com/acme/app', commit: REVISION },
      version: '1.2.3',
    });
  });

  it('pins the index, and tells all its platforms but those of attestations', () => {
    const platforms = [
      { os: 'linux', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64', variant: 'v8' },
      { os: 'unknown', architecture: 'unknown' },
    ];
    expect(describeBuilt({ platforms })).toMatchObject({
      digest: buildImage({ platforms }).top.digest,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      platforms: ['linux/amd64', 'linux/arm64/v8'],
    });
  });

  it.each<[string, Recipe, string | undefined]>([
    [
      'the index before all others',
      {
        indexAnnotations: source({}),
        annotations: source({ revision: OTHER }),
        labels: source({ revision: OTHER }),
      },
      REVISION,
    ],
    [
      'the manifest before the labels',
      { annotations: source({}), labels: source({ revision: OTHER }) },
      REVISION,
    ],
    [
      'both from one place, for labels may be those of a base image',
      {
        annotations: oci({ source: 'https://github.com/acme/app' }),
        labels: source({ source: 'https://github.com/other/base' }),
      },
      REVISION,
    ],
    [
      'a commit of SHA-256',
      { labels: source({ revision: 'c'.repeat(64) }) },
      'c'.repeat(64),
    ],
    ['no branch', { labels: source({ revision: 'main' }) }, undefined],
    ['no short commit', { labels: source({ revision: 'abcdef1' }) }, undefined],
    ['no commit alone', { labels: oci({ revision: REVISION }) }, undefined],
    [
      'no address of another kind',
      { labels: source({ source: 'file:///etc/passwd' }) },
      undefined,
    ],
    [
      'no address with credentials',
      { labels: source({ source: 'https://ann:secret@git.example/app' }) },
      undefined,
    ],
    [
      'no address without end',
      { labels: source({ source: `https://git.example/${'a'.repeat(500)}` }) },
      undefined,
    ],
  ])('takes as source: %s', (_, recipe, commit) => {
    expect(describeBuilt(recipe).source?.commit).toBe(commit);
  });

  it.each<[string, Recipe, string | undefined]>([
    [
      'the annotation',
      {
        annotations: oci({ created: '2026-03-02T00:00:00Z' }),
        created: '2026-03-01T00:00:00Z',
      },
      '2026-03-02T00:00:00.000Z',
    ],
    [
      'not the label of a base image',
      {
        created: '2026-03-02T00:00:00Z',
        labels: oci({ created: '2020-01-01T00:00:00Z' }),
      },
      '2026-03-02T00:00:00.000Z',
    ],
    [
      'the label where the build hides its time',
      {
        created: '1970-01-01T00:00:00Z',
        labels: oci({ created: '2026-03-02T00:00:00Z' }),
      },
      '2026-03-02T00:00:00.000Z',
    ],
    [
      'nothing where it is hidden',
      { created: '1970-01-01T00:00:00Z' },
      undefined,
    ],
    ['nothing that is no time', { created: 'yesterday' }, undefined],
  ])('takes as time: %s', (_, recipe, createdAt) => {
    expect(describeBuilt(recipe).createdAt).toBe(createdAt);
  });
});

describe('readConfig', () => {
  it.each(['', 'null', '[]', '{"config":7,"created":{},"os":[]}'])(
    'takes nothing from %s',
    text => {
      expect(readConfig(Buffer.from(text))).toEqual({ labels: {} });
    },
  );
});
