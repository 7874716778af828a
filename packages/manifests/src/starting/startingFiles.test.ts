import fc from 'fast-check';
import { editImages, findImages } from '..';
import { Repository } from '../testing/repository';
import { startingFiles } from './startingFiles';
import { StartingManifests } from './StartingManifests';

const PAYMENTS: StartingManifests = {
  layout: 'plain',
  name: 'payments',
  folder: 'payments',
  image: { repository: 'ghcr.io/acme/payments', tag: '1.0.0' },
  port: 8080,
  environments: ['dev', 'production'],
};

function repositoryOf(service: StartingManifests) {
  const { files, folders } = startingFiles(service);
  return { folders, repository: new Repository(Object.fromEntries(files)) };
}

describe('startingFiles', () => {
  it.each([
    {
      layout: 'plain' as const,
      folder: 'payments/dev',
      own: ['deployment.yaml', 'service.yaml'],
      shared: [],
    },
    {
      layout: 'kustomize' as const,
      folder: 'payments/overlays/dev',
      own: ['kustomization.yaml'],
      shared: ['deployment.yaml', 'kustomization.yaml', 'service.yaml'].map(
        file => `payments/base/${file}`,
      ),
    },
    {
      layout: 'helm' as const,
      folder: 'payments/envs/dev',
      own: ['Chart.yaml', 'values.yaml'],
      shared: [
        'Chart.yaml',
        'templates/deployment.yaml',
        'templates/service.yaml',
        'values.yaml',
      ].map(file => `payments/chart/${file}`),
    },
  ])(
    'makes Inputs of the layout $layout',
    ({ layout, folder, own, shared }) => {
      const { folders, repository } = repositoryOf({ ...PAYMENTS, layout });
      expect(folders.get('dev')).toBe(folder);
      expect(repository.complete(folder).inputs).toMatchObject({
        layout,
        path: folder,
        own: own.map(file => `${folder}/${file}`),
        shared,
        remote: [],
      });
    },
  );

  it('begins at the root where there is no folder', () => {
    const { folders } = startingFiles({ ...PAYMENTS, folder: '' });
    expect([...folders]).toEqual([
      ['dev', 'dev'],
      ['production', 'production'],
    ]);
  });

  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/);
  const services: fc.Arbitrary<StartingManifests> = fc.record({
    layout: fc.constantFrom('plain', 'kustomize', 'helm'),
    name: label,
    folder: fc.constantFrom('', 'deploy', 'teams/a/b'),
    image: fc.record({
      repository: fc
        .array(label, { minLength: 1, maxLength: 3 })
        .map(parts => ['registry.example:5000', ...parts].join('/')),
      tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,12}$/),
    }),
    port: fc.integer({ min: 1, max: 65_535 }),
    environments: fc.uniqueArray(label, { minLength: 1, maxLength: 3 }),
  });

  it('has an image in every environment that promotions find and write, whatever it is named', () => {
    fc.assert(
      fc.property(services, service => {
        const { folders, repository } = repositoryOf(service);
        for (const folder of folders.values()) {
          const { tree, inputs } = repository.complete(folder);
          const { repository: image, tag } = service.image;
          expect(findImages(tree, inputs, [image])).toMatchObject({
            references: expect.arrayContaining([
              expect.objectContaining({ tag, own: true }),
            ]),
          });
          const edited = editImages({
            tree,
            inputs,
            images: [{ repository: image, tag: 'next-1' }],
          });
          const changed = 'files' in edited ? [...edited.files.keys()] : [];
          expect(changed).toHaveLength(1);
          expect(inputs.own).toEqual(expect.arrayContaining(changed));
        }
      }),
    );
  });
});
