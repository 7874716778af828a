import * as fc from 'fast-check';
import { BARE, MULTI, SINGLE } from '../__testUtils__/applications';
import { type Application, readApplication } from './shape';
import { toObjects } from './toObjects';
import { toSubject } from './toSubject';

function read(object: unknown): Application {
  const application = readApplication(object);
  if (!application) throw new Error('It is no Application');
  return application;
}

describe('an Application', () => {
  it('of one source that a person synced', () => {
    expect(toSubject(read(SINGLE))).toEqual({
      kind: 'Application',
      namespace: 'argocd',
      name: 'payments-production',
      sync: 'OutOfSync',
      health: 'Degraded',
      healthMessage: 'Deployment "app" exceeded its time',
      sources: [
        {
          repository: 'https://git.example.com/acme/deploy.git',
          path: 'envs/production',
          follows: 'main',
          revision: 'a'.repeat(40),
        },
      ],
      images: ['ghcr.io/acme/payments:v1.2.3'],
      operation: {
        phase: 'Failed',
        message: 'one or more objects failed to apply',
        startedAt: '2026-01-02T03:00:00Z',
        finishedAt: '2026-01-02T03:01:00Z',
        by: 'dana',
      },
      conditions: [
        {
          type: 'SyncError',
          status: 'True',
          message: 'Failed sync attempt to a: one or more objects failed',
          at: '2026-01-02T03:04:05Z',
        },
      ],
      history: [
        {
          revisions: ['a'.repeat(40)],
          at: '2026-01-02T03:00:00Z',
          by: 'dana',
        },
        { revisions: ['b'.repeat(40)], at: '2026-01-01T00:00:00Z' },
      ],
      blockedBy: [],
    });
  });

  it('of several sources has a revision for each', () => {
    const subject = toSubject(read(MULTI));
    expect(subject.sources).toEqual([
      {
        repository: 'https://charts.example.com',
        chart: 'shop',
        follows: '1.*',
        revision: '1.4.0',
      },
      {
        repository: 'https://git.example.com/acme/deploy',
        follows: 'main',
        revision: 'c'.repeat(40),
      },
    ]);
    expect(subject.history).toEqual([
      { revisions: ['1.4.0', 'c'.repeat(40)], at: '2026-01-03T00:00:00Z' },
    ]);
  });

  it('that was just created says nothing, and nothing is guessed', () => {
    const bare = read(BARE);
    expect(toSubject(bare)).toEqual({
      kind: 'Application',
      namespace: 'argocd',
      name: 'new',
      sync: 'Unknown',
      health: 'Unknown',
      sources: [],
      images: [],
      conditions: [],
      history: [],
      blockedBy: [],
    });
    expect(toObjects(bare)).toEqual([]);
  });

  it('that is asked to sync is at work, whatever it did last', () => {
    const asked = {
      ...SINGLE,
      operation: { initiatedBy: { username: 'ravi' } },
    };
    expect(toSubject(read(asked)).operation).toEqual({
      phase: 'Running',
      by: 'ravi',
    });
  });

  it.each([
    ['Running', 'Running'],
    ['Terminating', 'Running'],
    ['Succeeded', 'Succeeded'],
    ['Failed', 'Failed'],
    ['Error', 'Failed'],
    ['Paused', 'Unknown'],
  ])('says %s of an operation: %s', (phase, expected) => {
    const { status } = SINGLE;
    const operationState = { ...status.operationState, phase };
    const other = { ...SINGLE, status: { ...status, operationState } };
    expect(toSubject(read(other)).operation?.phase).toBe(expected);
  });

  it('of a newer version keeps its unknown words to itself', () => {
    const newer = {
      ...SINGLE,
      status: {
        ...SINGLE.status,
        sync: { status: 'Rebasing', revision: 'd'.repeat(40) },
        health: { status: 'Sleepy' },
        conditions: ['a text', { type: 'New', message: 7 }],
        resources: [
          { kind: 'Widget', name: 'one', status: 'Folded', health: 'bad' },
          { kind: 'Widget' },
        ],
        history: 'moved elsewhere',
      },
    };
    expect(toSubject(read(newer))).toMatchObject({
      sync: 'Unknown',
      health: 'Unknown',
      conditions: [{ type: 'New', status: 'True' }],
      history: [],
    });
    expect(toObjects(read(newer))).toEqual([
      {
        group: '',
        version: '',
        kind: 'Widget',
        name: 'one',
        sync: 'Unknown',
        fields: [],
      },
    ]);
  });

  it('lists its objects without hooks', () => {
    expect(
      toObjects(read(SINGLE)).map(({ kind, name, sync, health }) => [
        kind,
        name,
        sync,
        health,
      ]),
    ).toEqual([
      ['Deployment', 'app', 'Drifted', 'Degraded'],
      ['ConfigMap', 'old', 'Orphaned', undefined],
      ['Service', 'app', 'Missing', 'Missing'],
    ]);
  });

  it('may be anything at all', () => {
    const named = fc.record({
      metadata: fc.record({
        name: fc.string({ minLength: 1 }),
        namespace: fc.string({ minLength: 1 }),
        annotations: fc.jsonValue(),
      }),
      spec: fc.jsonValue(),
      status: fc.dictionary(
        fc.constantFrom(...Object.keys(SINGLE.status)),
        fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
      ),
    });
    fc.assert(
      fc.property(named, object => {
        const application = read(object);
        expect(toSubject(application).name).toBe(object.metadata.name);
        expect(toObjects(application)).toBeInstanceOf(Array);
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), object => {
        expect(() => readApplication(object)).not.toThrow();
      }),
    );
  });
});
