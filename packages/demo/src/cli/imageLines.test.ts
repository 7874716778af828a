import { declaredServices } from '../world/services';
import { readSeedFiles } from '../seed/readSeedFiles';
import { imageLines } from './imageLines';

describe('imageLines', () => {
  it('finds what each seeded environment says about its image', async () => {
    const files = await readSeedFiles('deploy');
    const found = declaredServices.flatMap(({ environments }) =>
      environments.map(({ path }) => [
        path,
        imageLines(files, path).map(({ text }) => text),
      ]),
    );
    expect(Object.fromEntries(found)).toEqual({
      'payments/dev': ['image: ghcr.io/acme/payments:1.0.0'],
      'payments/staging': ['image: ghcr.io/acme/payments:1.0.0'],
      'payments/production': ['image: ghcr.io/acme/payments:1.0.0'],
      'orders/overlays/dev': [],
      'orders/overlays/staging': [],
      'orders/overlays/production': [],
      'shop/envs/dev': ['tag: 1.0.0'],
      'shop/envs/staging': ['tag: 1.0.0'],
      'shop/envs/production': ['tag: 1.0.0'],
    });
  });

  it("finds a kustomize override's lines", () => {
    const files = new Map([
      [
        'orders/overlays/dev/kustomization.yaml',
        'images:\n  - name: ghcr.io/acme/orders\n    newTag: 1.1.0\n    digest: sha256:0f\n',
      ],
      ['orders/overlays/development/kustomization.yaml', '    newTag: 9.9.9\n'],
    ]);
    expect(imageLines(files, 'orders/overlays/dev')).toEqual([
      { file: 'orders/overlays/dev/kustomization.yaml', text: 'newTag: 1.1.0' },
      {
        file: 'orders/overlays/dev/kustomization.yaml',
        text: 'digest: sha256:0f',
      },
    ]);
  });
});
