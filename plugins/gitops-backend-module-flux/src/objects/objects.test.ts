import * as fc from 'fast-check';
import { commitOf } from './revision';
import { readHelmRelease, readKustomization, readSource } from './shape';
import { helmReleaseSubject, kustomizationSubject } from './toSubject';

const COMMIT = 'a'.repeat(40);
const EARLIER = 'b'.repeat(40);
const AT = '2026-01-02T03:04:05Z';

const SOURCE = readSource({
  metadata: { name: 'deploy', namespace: 'flux-system' },
  spec: {
    url: 'https://git.example.com/acme/deploy',
    ref: { branch: 'main' },
  },
  status: { artifact: { revision: `main@sha1:${COMMIT}` } },
});

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

function kustomization(options: {
  conditions: Condition[];
  applied?: string;
  suspend?: boolean;
  observed?: number;
}) {
  const { conditions, applied = COMMIT, suspend, observed = 2 } = options;
  const read = readKustomization({
    metadata: { name: 'shop', namespace: 'flux-system', generation: 2 },
    spec: {
      path: './envs/dev',
      suspend,
      sourceRef: { kind: 'GitRepository', name: 'deploy' },
      dependsOn: [{ name: 'infra' }, { namespace: 'crds', name: 'operators' }],
    },
    status: {
      conditions: conditions.map(one => ({ ...one, lastTransitionTime: AT })),
      observedGeneration: observed,
      lastAppliedRevision: `main@sha1:${applied}`,
    },
  });
  if (!read) throw new Error('It is no Kustomization');
  return kustomizationSubject(read, SOURCE);
}

const READY = { type: 'Ready', status: 'True' };
const WAITS = { type: 'Ready', status: 'False', reason: 'DependencyNotReady' };
const FAILED = {
  type: 'Ready',
  status: 'False',
  reason: 'BuildFailed',
  message: 'kustomize build failed',
};

describe('a Kustomization', () => {
  it.each([
    ['is ready', { conditions: [READY] }, 'Healthy', 'Synced'],
    [
      'applied an earlier commit',
      { conditions: [READY], applied: EARLIER },
      'Healthy',
      'OutOfSync',
    ],
    ['failed', { conditions: [FAILED] }, 'Degraded', 'OutOfSync'],
    ['waits for others', { conditions: [WAITS] }, 'Progressing', 'OutOfSync'],
    [
      'is at work',
      { conditions: [{ type: 'Reconciling', status: 'True' }, READY] },
      'Progressing',
      'Synced',
    ],
    [
      'is stalled, though it is at work',
      {
        conditions: [
          { type: 'Reconciling', status: 'True' },
          { type: 'Stalled', status: 'True' },
        ],
      },
      'Degraded',
      'OutOfSync',
    ],
    [
      'was changed and not seen yet',
      { conditions: [READY], observed: 1 },
      'Progressing',
      'Synced',
    ],
    [
      'is suspended',
      { conditions: [READY], suspend: true },
      'Suspended',
      'Synced',
    ],
    [
      'says a word of a newer version',
      { conditions: [{ type: 'Ready', status: 'Perhaps' }] },
      'Unknown',
      'OutOfSync',
    ],
  ])('that %s', (_, options, health, sync) => {
    expect(kustomization(options)).toMatchObject({ health, sync });
  });

  it('has its source, and names what it waits for', () => {
    expect(kustomization({ conditions: [WAITS] })).toMatchObject({
      sources: [
        {
          repository: 'https://git.example.com/acme/deploy',
          path: './envs/dev',
          follows: 'main',
          revision: COMMIT,
        },
      ],
      blockedBy: ['flux-system/infra', 'crds/operators'],
    });
    expect(kustomization({ conditions: [FAILED] })).toMatchObject({
      healthMessage: 'kustomize build failed',
      blockedBy: [],
    });
  });
});

describe('a HelmRelease', () => {
  const release = (conditions: Condition[]) => {
    const read = readHelmRelease({
      metadata: { name: 'shop', namespace: 'shop' },
      status: {
        conditions,
        history: [
          {
            chartName: 'shop',
            chartVersion: '1.0.0',
            lastDeployed: '2026-01-01',
          },
          {
            chartName: 'shop',
            chartVersion: '1.1.0',
            lastDeployed: '2026-01-02',
          },
        ],
      },
    });
    if (!read) throw new Error('It is no HelmRelease');
    return helmReleaseSubject(read);
  };
  const RELEASED = { type: 'Released', status: 'True' };

  it.each([
    ['was released', [RELEASED], 'Synced'],
    [
      'drifted since',
      [RELEASED, { type: 'Drifted', status: 'True' }],
      'OutOfSync',
    ],
    ['was not released', [{ type: 'Released', status: 'False' }], 'OutOfSync'],
    ['says nothing yet', [], 'Unknown'],
  ])('that %s', (_, conditions, sync) => {
    expect(release(conditions).sync).toBe(sync);
  });

  it('has its history, newest first', () => {
    expect(release([]).history).toEqual([
      { revisions: ['shop@1.1.0'], at: '2026-01-02' },
      { revisions: ['shop@1.0.0'], at: '2026-01-01' },
    ]);
  });
});

describe('commitOf', () => {
  it.each([
    [`main@sha1:${COMMIT}`, COMMIT],
    [`refs/heads/main@sha1:${COMMIT}`, COMMIT],
    [`sha1:${COMMIT}`, COMMIT],
    [`main/${COMMIT}`, COMMIT],
    [COMMIT, COMMIT],
    [`latest@sha256:${'c'.repeat(64)}`, undefined],
    ['1.4.0', undefined],
    [undefined, undefined],
  ])('of %s', (revision, commit) => {
    expect(commitOf(revision)).toBe(commit);
  });
});

it('reads whatever there may be', () => {
  const named = fc.record({
    metadata: fc.record({
      name: fc.string({ minLength: 1 }),
      namespace: fc.string({ minLength: 1 }),
    }),
    spec: fc.jsonValue(),
    status: fc.jsonValue(),
  });
  fc.assert(
    fc.property(named, object => {
      const { name } = object.metadata;
      const applied = readKustomization(object);
      const release = readHelmRelease(object);
      expect(
        applied && kustomizationSubject(applied, readSource(object)).name,
      ).toBe(name);
      expect(release && helmReleaseSubject(release).name).toBe(name);
    }),
  );
});
