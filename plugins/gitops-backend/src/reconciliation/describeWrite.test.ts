import type { DriftedObject } from '@backstage-gitops/policy';
import { describeWrite, type WriteOutcome } from './describeWrite';

const object = (name: string, rest: Partial<DriftedObject> = {}) => ({
  id: `apps/Deployment/shop/${name}`,
  kind: 'Deployment',
  drift: 'changed' as const,
  paths: [],
  managers: [],
  ...rest,
});

const done = (...unchanged: string[]): WriteOutcome => ({
  status: 'done',
  objects: unchanged.map(name => ({
    id: `apps/Deployment/shop/${name}`,
    status: 'unchanged',
  })),
});

describe('describeWrite', () => {
  it.each([
    [
      'heal' as const,
      [object('web', { paths: ['/spec/replicas'], managers: ['kubectl'] })],
      done(),
      'dev drifted and was put back: Deployment web /spec/replicas (changed by kubectl).',
    ],
    [
      'revert' as const,
      [object('web'), object('worker')],
      done(),
      'dev was put back by hand: Deployment web; Deployment worker.',
    ],
    [
      'sync' as const,
      [object('web'), object('worker')],
      done('worker'),
      'dev was made as Git has it: Deployment web.',
    ],
    [
      'sync' as const,
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(name => object(name)),
      done(),
      'dev was made as Git has it: Deployment a; Deployment b; Deployment c; Deployment d; Deployment e; and 2 more.',
    ],
    ['sync' as const, [object('web')], done('web'), undefined],
    [
      'heal' as const,
      [object('web')],
      {
        status: 'failed' as const,
        reason: 'Some failed.',
        objects: [
          {
            id: 'apps/Deployment/shop/web',
            status: 'refused' as const,
            reason: 'field is immutable.',
          },
        ],
      },
      'dev could not be made as Git has it: Deployment web: field is immutable.',
    ],
    [
      'heal' as const,
      [object('web')],
      { status: 'failed' as const, reason: 'It is away.', objects: [] },
      'dev could not be made as Git has it: It is away.',
    ],
  ])('tells of a %s', (cause, touched, outcome, summary) => {
    expect(
      describeWrite({ environment: 'dev', cause, touched, outcome })?.summary,
    ).toBe(summary);
  });
});
