import type { Entity } from '@backstage/catalog-model';
import type { Boundary } from '../config';
import { outsideBoundary } from './boundaries';

const OWN = 'https://git.example/acme/payments';
const DEPLOY = 'https://git.example/acme/deploy';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'payments', labels: { team: 'payments' } },
  spec: { type: 'service' },
};

const allow = (
  paths: string[],
  entities: Boundary['entities'] = { kind: 'Component' },
): Boundary[] => [
  { entities, repositories: [{ url: DEPLOY, paths }], clusters: [] },
];

describe('what an entity may use', () => {
  it.each<[string, string, string, Boundary[], 'inside' | 'outside']>([
    ['its own repository', OWN, 'deploy/dev', [], 'inside'],
    ['another repository, unasked', DEPLOY, 'payments/dev', [], 'outside'],
    ['a whole repository', DEPLOY, 'payments/dev', allow(['.']), 'inside'],
    ['a folder itself', DEPLOY, 'payments', allow(['payments']), 'inside'],
    ['below a folder', DEPLOY, 'payments/dev', allow(['payments']), 'inside'],
    [
      'a folder written with slashes',
      DEPLOY,
      'payments/dev',
      allow(['./payments/']),
      'inside',
    ],
    [
      'a folder whose name begins alike',
      DEPLOY,
      'payments-secrets/dev',
      allow(['payments']),
      'outside',
    ],
    ['above a folder', DEPLOY, 'payments', allow(['payments/dev']), 'outside'],
    [
      'one of several folders',
      DEPLOY,
      'shop/dev',
      allow(['payments', 'shop']),
      'inside',
    ],
    [
      'a repository of the same name elsewhere',
      'https://evil.example/acme/deploy',
      'payments/dev',
      allow(['.']),
      'outside',
    ],
    [
      'what entities of another kind may use',
      DEPLOY,
      'payments/dev',
      allow(['.'], { kind: 'Resource' }),
      'outside',
    ],
    [
      'what its label allows',
      DEPLOY,
      'payments/dev',
      allow(['.'], { 'metadata.labels.team': 'payments' }),
      'inside',
    ],
  ])('%s', (_, repository, path, boundaries, verdict) => {
    const reason = outsideBoundary({
      entity,
      ownRepository: OWN,
      place: { repository, branch: 'main', path },
      boundaries,
    });
    const said = `${path} of ${repository} is outside this entity's boundary; the platform team can add it below gitops.boundaries.`;
    expect(reason).toBe(verdict === 'inside' ? undefined : said);
  });
});
