import { editImages } from '@backstage-gitops/manifests';
import fc from 'fast-check';
import { parse } from 'yaml';
import {
  CATALOG_INFO,
  blueprint,
  DEPLOY,
  SERVICE,
} from '../__testUtils__/blueprint';
import { inputsOf } from '../__testUtils__/repositoryFiles';
import { parsePipeline } from '../pipeline/parsePipeline';
import type { PipelineBlueprint } from './PipelineBlueprint';
import { planPipeline } from './planPipeline';

type World = Record<string, Record<string, string>>;

const WORLD: World = { [SERVICE]: { 'catalog-info.yaml': CATALOG_INFO } };

const planIn = (world: World, wanted: PipelineBlueprint) =>
  planPipeline(wanted, ({ repository, path }) => world[repository]?.[path]);

/** The files there are once a plan was written. */
function writtenBy(world: World, wanted: PipelineBlueprint): World {
  const plan = planIn(world, wanted);
  if (plan.status !== 'planned') throw new Error(JSON.stringify(plan));
  const after = structuredClone(world);
  for (const { repository, path, text } of plan.files) {
    after[repository] = { ...after[repository], [path]: text };
  }
  return after;
}

function pipelineIn(world: World) {
  const parsed = parsePipeline(parse(world[SERVICE]['gitops.yaml']));
  if (parsed.status === 'invalid') {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.spec;
}

const FILE = `apiVersion: backstage-gitops.dev/v1alpha1
kind: Pipeline # the way of payments to production
metadata: { name: payments }
spec:
  repository: https://git.acme.example/acme/deploy
  branch: trunk
  images: [{ name: app, repository: ghcr.io/acme/payments }]
  releases: # every tag that is a version
    - { on: image, image: app, tags: '^v?\\d+\\.\\d+\\.\\d+$', select: semver }
  environments:
    - name: dev # every release, by a pull request
      path: payments/dev
      target: { cluster: main, namespace: payments-dev }
      reconcile: sync
      gates: { approvals: 2 }
    - name: staging # by a pull request, when dev is verified
      after: [dev]
      path: payments/staging
      target: { cluster: main, namespace: payments-staging }
      reconcile: sync
      gates: { approvals: 2 }
    - name: production # by a pull request, when staging is verified
      after: [staging]
      tier: production
      protected: true
      path: payments/production
      target: { cluster: main, namespace: payments-production }
      reconcile: sync
      gates: { approvals: 2 }
`;

const LAYOUTS = ['plain', 'kustomize', 'helm'] as const;

describe('planPipeline', () => {
  it('writes a pipeline file for people to go on from, under 30 lines', () => {
    const environments = ['dev', 'staging', 'production'].map(name => ({
      name,
      ...(name === 'production' ? { tier: name, protected: true } : {}),
      approvals: 2,
      reconcile: 'sync' as const,
      target: { cluster: 'main', namespace: `payments-${name}` },
    }));
    const text = writtenBy(
      WORLD,
      blueprint({
        environments,
        deploy: { repository: DEPLOY, branch: 'trunk', folder: 'payments' },
      }),
    )[SERVICE]['gitops.yaml'];
    expect(text.split('\n').length - 1).toBeLessThan(30);
    expect(text).toBe(FILE);
  });

  it.each(LAYOUTS)('reads back what it wrote in the layout %s', layout => {
    const after = writtenBy(WORLD, blueprint({ layout }));
    expect(pipelineIn(after)).toMatchObject({
      repository: DEPLOY,
      environments: [
        { name: 'dev', after: [], promote: 'commit' },
        { name: 'staging', after: ['dev'], promote: 'pullRequest' },
        { name: 'production', after: ['staging'], protected: true },
      ],
    });
    for (const { path } of pipelineIn(after).environments) {
      const files = new Map(Object.entries(after[DEPLOY]));
      expect(inputsOf(files, path).inputs.layout).toBe(layout);
    }
  });

  it.each(LAYOUTS)('plans nothing the second time: %s', layout => {
    const wanted = blueprint({ layout });
    expect(planIn(writtenBy(WORLD, wanted), wanted)).toEqual({
      status: 'present',
    });
  });

  it('plans what is missing, and leaves what is there as wanted', () => {
    const wanted = blueprint();
    const after = writtenBy(WORLD, wanted);
    const half = { ...WORLD, [DEPLOY]: after[DEPLOY] };
    expect(planIn(half, wanted)).toEqual({
      status: 'planned',
      files: ['gitops.yaml', 'catalog-info.yaml'].map(path => ({
        repository: SERVICE,
        path,
        text: after[SERVICE][path],
      })),
    });
  });

  it('leaves to people what they made of a pipeline since', () => {
    const wanted = blueprint();
    const after = writtenBy(WORLD, wanted);
    after[SERVICE]['gitops.yaml'] += '# ours now\n';
    delete after[DEPLOY]['payments/dev/service.yaml'];
    expect(planIn(after, wanted)).toEqual({ status: 'present' });
  });

  it('overwrites nothing of others, and says all that is in the way', () => {
    const world = {
      [SERVICE]: {
        'catalog-info.yaml': CATALOG_INFO.replace(
          'name: payments',
          'name: payments\n  annotations: { backstage-gitops.dev/pipeline: ./other.yaml }',
        ),
        'gitops.yaml': 'mine',
      },
      [DEPLOY]: { 'payments/dev/deployment.yaml': 'mine' },
    };
    expect(planIn(world, blueprint())).toEqual({
      status: 'refused',
      problems: [
        expect.stringContaining('names ./other.yaml'),
        `gitops.yaml is in ${SERVICE} already, with other content; move it away, or choose another folder.`,
        `payments/dev/deployment.yaml is in ${DEPLOY} already, with other content; move it away, or choose another folder.`,
      ],
    });
  });

  it('says that the file to annotate is gone', () => {
    expect(planIn({}, blueprint())).toEqual({
      status: 'refused',
      problems: [expect.stringContaining('There is no file catalog-info.yaml')],
    });
  });

  it('puts everything beside an entity that is deployed from its own repository', () => {
    const path = 'services/payments/catalog-info.yaml';
    const after = writtenBy(
      { [SERVICE]: { [path]: CATALOG_INFO } },
      blueprint({
        catalogFile: { repository: SERVICE, path },
        deploy: {
          repository: SERVICE,
          branch: 'main',
          folder: 'services/payments/deploy',
        },
        environments: [{ name: 'dev' }],
      }),
    );
    expect(Object.keys(after[SERVICE]).sort()).toEqual([
      'services/payments/catalog-info.yaml',
      'services/payments/deploy/dev/deployment.yaml',
      'services/payments/deploy/dev/service.yaml',
      'services/payments/gitops.yaml',
    ]);
  });

  const label = fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,8}[a-z0-9])?$/);
  const environment = fc.record(
    {
      name: label,
      tier: label,
      protected: fc.boolean(),
      promote: fc.constantFrom('commit' as const, 'pullRequest' as const),
      approvals: fc.integer({ min: 0, max: 20 }),
      reconcile: fc.constantFrom('observe' as const, 'heal' as const),
      target: fc.record({ cluster: label, namespace: label }),
    },
    { requiredKeys: ['name'] },
  );
  const blueprints = fc
    .record({
      layout: fc.constantFrom(...LAYOUTS),
      name: fc.stringMatching(/^[A-Za-z0-9]([-_.A-Za-z0-9]{0,8}[A-Za-z0-9])?$/),
      folder: fc.constantFrom('', 'deploy', 'teams/payments'),
      branch: fc.constantFrom('main', '1.0', 'no'),
      image: fc.record({
        repository: label.map(name => `registry.example:5000/${name}`),
        tag: fc.stringMatching(/^[A-Za-z0-9_][-A-Za-z0-9_.]{0,9}$/),
      }),
      environments: fc.uniqueArray(environment, {
        selector: one => one.name,
        minLength: 1,
        maxLength: 4,
      }),
    })
    .map(({ name, folder, branch, ...rest }) =>
      blueprint({
        ...rest,
        entity: { kind: 'component', namespace: 'default', name },
        deploy: { repository: DEPLOY, branch, folder },
      }),
    );

  it('plans what is valid, with an image in each environment that promotions write, and nothing twice', () => {
    fc.assert(
      fc.property(blueprints, wanted => {
        const { name } = wanted.entity;
        const after = writtenBy(
          {
            [SERVICE]: {
              'catalog-info.yaml': `kind: Component\nmetadata: { name: '${name}' }\n`,
            },
          },
          wanted,
        );
        const files = new Map(Object.entries(after[DEPLOY]));
        const { environments, images } = pipelineIn(after);
        expect(environments.map(one => one.name)).toEqual(
          wanted.environments.map(one => one.name),
        );
        for (const { path } of environments) {
          const edit = editImages({
            ...inputsOf(files, path),
            images: [{ repository: images[0].repository, tag: 'next-1' }],
          });
          expect(edit.status).toBe('edited');
        }
        expect(planIn(after, wanted)).toEqual({ status: 'present' });
      }),
    );
  });
});
