import { buildImage, FAMILIES } from '../__testUtils__/buildImage';
import { readManifest } from './readManifest';

const { manifest, index } = FAMILIES.oci;

const digest = `sha256:${'0'.repeat(64)}`;

const descriptor = (more: object = {}) => ({
  mediaType: FAMILIES.oci.config,
  digest,
  size: 2,
  ...more,
});

const read = (value: unknown, contentType?: string) =>
  readManifest(Buffer.from(JSON.stringify(value)), contentType);

describe('readManifest', () => {
  it.each(['oci', 'docker'] as const)('reads an image of %s', family => {
    const { top } = buildImage({ family, annotations: { a: 'b' } });
    expect(readManifest(top.bytes)).toMatchObject({
      kind: 'image',
      mediaType: FAMILIES[family].manifest,
      annotations: { a: 'b' },
      config: { mediaType: FAMILIES[family].config },
    });
  });

  it.each(['oci', 'docker'] as const)('reads an index of %s', family => {
    const { top, inner } = buildImage({ family, indexAnnotations: {} });
    expect(readManifest(top.bytes)).toMatchObject({
      kind: 'index',
      mediaType: FAMILIES[family].index,
      manifests: [{ digest: inner[0].digest }],
    });
  });

  it('takes the media type from the registry where the manifest has none', () => {
    expect(
      read({ schemaVersion: 2, manifests: [] }, `${index}; charset=utf-8`),
    ).toEqual({
      kind: 'index',
      mediaType: index,
      annotations: {},
      manifests: [],
    });
  });

  it.each<[string, unknown, string | undefined, RegExp]>([
    ['null', null, manifest, /^Its manifest is not one\.$/],
    ['a list', [], manifest, /^Its manifest is not one\.$/],
    ['a text', 'x', manifest, /^Its manifest is not one\.$/],
    [
      'schema 1',
      { schemaVersion: 1, name: 'a', tag: 'b', fsLayers: [] },
      'application/vnd.docker.distribution.manifest.v1+prettyjws',
      /schema 1, .* push the image again/,
    ],
    [
      'both at once',
      { schemaVersion: 2, manifests: [], config: descriptor(), layers: [] },
      manifest,
      /an index and an image/,
    ],
    [
      'an index that calls itself an image',
      { schemaVersion: 2, mediaType: manifest, manifests: [] },
      index,
      /says that it is "application/,
    ],
    [
      'another kind of thing',
      { schemaVersion: 2, config: descriptor(), layers: [] },
      'text/html',
      /says that it is "text\/html"/,
    ],
    [
      'an image without a configuration',
      { schemaVersion: 2, layers: [] },
      manifest,
      /Its manifest is not as the OCI/,
    ],
    [
      'a digest that leads elsewhere',
      {
        schemaVersion: 2,
        layers: [],
        config: descriptor({ digest: '../../tags/list' }),
      },
      manifest,
      /Its manifest is not as the OCI/,
    ],
    [
      'a platform that is no name',
      {
        schemaVersion: 2,
        manifests: [
          descriptor({ platform: { os: 'a\nb', architecture: 'amd64' } }),
        ],
      },
      index,
      /Its index is not as the OCI/,
    ],
    [
      'more platforms than there are',
      {
        schemaVersion: 2,
        manifests: Array.from({ length: 1_001 }, () => descriptor()),
      },
      index,
      /Its index is not as the OCI/,
    ],
  ])('refuses %s', (_, value, contentType, reason) => {
    expect(read(value, contentType)).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('refuses what is no JSON', () => {
    expect(readManifest(Buffer.from('<html>'), manifest).kind).toBe('refused');
  });
});
