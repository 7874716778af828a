import { placeOf } from './describeViolation';

describe('placeOf', () => {
  it.each([
    ['envs/production/values.yaml', 'envs/production', 'own'],
    ['envs/production/values.yaml', './envs/production/', 'own'],
    ['base/deployment.yaml', 'envs/production', 'outside'],
    ['envs/production-eu/values.yaml', 'envs/production', 'outside'],
    ['anything.yaml', '.', 'own'],
  ])('puts %s, seen from %s, as %s', (file, path, expected) => {
    expect(placeOf(file, { path })).toBe(expected);
  });
});
