import { obstacleAt } from './readGround';

const TREE = new Map([
  ['deploy/dev/deployment.yaml', { kind: 'file' as const }],
  ['link', { kind: 'symlink' as const }],
  ['vendor', { kind: 'submodule' as const }],
]);

describe('obstacleAt', () => {
  it.each([
    ['deploy/dev/deployment.yaml', undefined],
    ['deploy/staging/deployment.yaml', undefined],
    ['deploy', 'deploy is a folder'],
    ['link', 'link is a symlink'],
    ['link/dev/a.yaml', 'link is no folder'],
    ['vendor/dev/a.yaml', 'vendor is no folder'],
    ['deploy/dev/deployment.yaml/a', 'deploy/dev/deployment.yaml is no folder'],
  ])('at %s: %s', (path, obstacle) => {
    expect(obstacleAt(TREE, path)).toBe(obstacle);
  });
});
