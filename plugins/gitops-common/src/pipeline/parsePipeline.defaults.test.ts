import { pipelineFile } from '../__testUtils__/pipelineFile';
import { parsePipeline } from './parsePipeline';

function specOf(document: unknown) {
  const parsed = parsePipeline(document);
  if (parsed.status === 'invalid') {
    throw new Error(JSON.stringify(parsed.problems));
  }
  return parsed.spec;
}

describe('a valid pipeline file', () => {
  it('gets its defaults', () => {
    const [dev, staging, production] = specOf(pipelineFile()).environments;
    expect(dev).toEqual({
      name: 'dev',
      after: [],
      path: 'envs/dev',
      promote: 'commit',
      merge: 'manual',
      onNewer: 'pin',
      accepts: ['image', 'gitTag', 'pullRequest'],
      engine: 'kubernetes',
      reconcile: 'heal',
      prune: false,
      target: { cluster: 'dev', namespace: 'payments' },
      gates: {},
      onViolation: 'show',
    });
    expect(staging).toMatchObject({
      accepts: ['image', 'gitTag'],
      reconcile: 'observe',
      gates: { approvals: { count: 1 }, soak: '30m' },
    });
    expect(production).toMatchObject({
      engine: 'argocd',
      protected: true,
      rollback: { by: 'pullRequest', gates: { approvals: { count: 1 } } },
      gates: {
        approvals: {
          count: 2,
          from: ['group:default/sre'],
          exclude: ['requester', 'sourceAuthor', 'lastPusher'],
        },
      },
    });
  });

  it('has a name and its releases in order', () => {
    expect(parsePipeline(pipelineFile())).toMatchObject({
      status: 'valid',
      name: 'payments',
      spec: {
        releases: [
          { on: 'image', select: 'semver' },
          { on: 'gitTag' },
          { on: 'pullRequest', forks: false },
        ],
      },
    });
  });

  it.each([
    ["a registry's port", 'ghcr.io/acme/payments', 'localhost:5000/payments'],
    ['an environment in the root', 'path: envs/dev', 'path: .'],
    [
      'a repository of its own',
      'path: envs/dev',
      'path: envs/dev, repository: https://github.com/acme/dev',
    ],
    [
      'a place that differs by its branch',
      'path: envs/dev',
      'path: envs/staging, branch: dev',
    ],
    [
      'the order of environments',
      'name: dev, path',
      'name: dev, after: [], path',
    ],
    ['a long duration', 'soak: 2h', 'soak: 1d12h'],
  ])('may have %s', (_, from, to) => {
    expect(parsePipeline(pipelineFile(from, to)).status).toBe('valid');
  });
});
