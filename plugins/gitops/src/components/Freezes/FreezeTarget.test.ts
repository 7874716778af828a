import {
  ENTITY_REF,
  sampleEnvironment,
  samplePipeline,
} from '../../__testUtils__/samples';
import { environmentTarget, pipelineTargets } from './FreezeTarget';

const SYSTEM = 'system:system:default/store';
const allowed = ['environment.freeze' as const];

describe('environmentTarget', () => {
  it('is that environment alone', () => {
    expect(environmentTarget(ENTITY_REF, { name: 'production' })).toEqual({
      name: 'production',
      scopes: ['environment:component/default/shop/production'],
    });
  });
});

describe('pipelineTargets', () => {
  it('are all environments, and the scopes around them', () => {
    const targets = pipelineTargets(
      samplePipeline({
        scopes: [SYSTEM, 'domain:domain:default/retail'],
        environments: ['dev', 'production'].map(name =>
          sampleEnvironment({ name, allowed }),
        ),
      }),
    );
    expect(targets.map(({ name, scopes }) => [name, scopes])).toEqual([
      [
        'all environments of Shop',
        [
          'environment:component/default/shop/dev',
          'environment:component/default/shop/production',
        ],
      ],
      ['the system store', [SYSTEM]],
      ['the domain retail', ['domain:domain:default/retail']],
    ]);
    expect(targets.at(1)?.beyond).toBe(
      'This stops every pipeline in the system store, not Shop alone.',
    );
  });

  it.each([
    [
      'who may not freeze all of it',
      [
        sampleEnvironment({ name: 'dev', allowed }),
        sampleEnvironment({ allowed: [] }),
      ],
    ],
    ['a pipeline without environments', []],
  ])('are none for %s', (_, environments) => {
    expect(
      pipelineTargets(samplePipeline({ scopes: [SYSTEM], environments })),
    ).toEqual([]);
  });
});
