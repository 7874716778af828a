import fc from 'fast-check';
import { type JsonObject } from '../json';
import { assessHealth } from './assessHealth';
import { type Health, isHealth } from './Health';
import { parseHealthRules } from './rules/parseHealthRules';

function custom(
  status: JsonObject | undefined,
  rest: JsonObject = {},
): JsonObject {
  const object = { apiVersion: 'example.com/v1', kind: 'Widget', ...rest };
  return status ? { ...object, status } : object;
}

/** `Ready=False(Creating)` or `Ready=True`, separated by semicolons. */
function conditions(text: string): JsonObject {
  return {
    conditions: text.split(';').map(entry => {
      const [, type, status, reason = ''] =
        /^(\S+?)=(\w+)(?:\((.*)\))?$/.exec(entry.trim()) ?? [];
      return { type, status, reason };
    }),
  };
}

describe('the generic model of conditions', () => {
  it.each<[text: string, health: Health]>([
    ['Ready=True', 'Healthy'],
    ['Ready=False(InvalidSpec)', 'Degraded'],
    ['Ready=False', 'Progressing'],
    ['Ready=False(Creating)', 'Progressing'],
    ['Ready=False(WaitingForDatabase)', 'Progressing'],
    ['Ready=False(ReplicasNotReady)', 'Progressing'],
    ['Ready=False(SecretNotFound)', 'Degraded'],
    ['Ready=False(Stopped)', 'Suspended'],
    ['Ready=Unknown(Anything)', 'Progressing'],
    ['Ready=True;Stalled=True(RetriesExceeded)', 'Degraded'],
    ['Ready=True;Degraded=False', 'Healthy'],
    ['Ready=True;Reconciling=True(NewSpec)', 'Progressing'],
    [
      'Ready=False(InstallFailed);Reconciling=True(ProgressingWithRetry)',
      'Degraded',
    ],
    ['Progressing=True(NewReplicaSetAvailable);Available=True', 'Healthy'],
    ['Progressing=True(ReplicaSetUpdated);Available=True', 'Progressing'],
    ['Progressing=False(ProgressDeadlineExceeded)', 'Degraded'],
    ['Ready=True;Paused=True', 'Suspended'],
    ['Ready=True;Synced=False(ReconcileError)', 'Degraded'],
    ['Ready=True;CronJobAvailable=False(OtherStrategy)', 'Healthy'],
    ['SpecError=False', 'Healthy'],
    ['NotReady=True(Creating)', 'Progressing'],
    ['NotReady=True(BadConfig)', 'Degraded'],
    ['Ready=True;Warning=True', 'Healthy'],
    ['Configured=True;Deployed=True', 'Healthy'],
    ['Configured=True;Deployed=False(ImageFailed)', 'Degraded'],
    ['DatabaseReady=True;CacheReady=False', 'Progressing'],
    ['Whatever=True', 'Progressing'],
  ])('%s is %s', (text, health) => {
    expect(assessHealth({ object: custom(conditions(text)) })?.status).toBe(
      health,
    );
  });

  it.each<[text: string, health: Health]>([
    ['Accepted=True(Accepted);ResolvedRefs=True(ResolvedRefs)', 'Healthy'],
    ['Accepted=True(Accepted);ResolvedRefs=False(RefNotPermitted)', 'Degraded'],
    ['Accepted=False(Pending)', 'Progressing'],
  ])('a parent that reports %s is %s', (text, health) => {
    const object = custom({ parents: [conditions(text)] });
    expect(assessHealth({ object })?.status).toBe(health);
  });

  it('gives the message of the condition that decides', () => {
    expect(
      assessHealth({
        object: custom({
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              reason: 'Bad',
              message: 'no disk',
            },
            { type: 'Synced', status: 'True', message: 'in sync' },
          ],
        }),
      }),
    ).toEqual({ status: 'Degraded', message: 'no disk' });
  });
});

describe('the generic model of phases, counts and switches', () => {
  it.each<[title: string, object: JsonObject, health: Health]>([
    ['a running phase', custom({ phase: 'Running' }), 'Healthy'],
    [
      'a running phase of a finite kind',
      custom({ phase: 'Running' }, { kind: 'PipelineRun' }),
      'Progressing',
    ],
    ['a shouted phase', custom({ state: 'ERROR' }), 'Degraded'],
    ['a phase of two words', custom({ status: 'in progress' }), 'Progressing'],
    ['a denied phase', custom({ phase: 'NotReady' }), 'Progressing'],
    ['a thing that is gone', custom({ state: 'NotFound' }), 'Missing'],
    ['a stopped thing', custom({ phase: 'Stopped' }), 'Suspended'],
    [
      'one of the six words',
      custom({ health: { status: 'Missing' } }),
      'Missing',
    ],
    [
      'the worse of two words',
      custom({ phase: 'Ready', health: 'yellow' }),
      'Progressing',
    ],
    [
      'a field like a phase',
      custom({ clusterStatus: 'UpdateFailed' }),
      'Degraded',
    ],
    [
      'a word one level down',
      custom({ result: { status: 'failed' } }),
      'Degraded',
    ],
    [
      'too few replicas',
      custom({ readyReplicas: 1 }, { spec: { replicas: 2 } }),
      'Progressing',
    ],
    [
      'all replicas',
      custom({ readyReplicas: 2 }, { spec: { replicas: 2 } }),
      'Healthy',
    ],
    ['a flag that is down', custom({ ready: false }), 'Progressing'],
    [
      'good news that a flag denies',
      custom({ ...conditions('Ready=True'), ready: false }),
      'Progressing',
    ],
    [
      'bad news that a phase explains',
      custom({ ...conditions('Ready=False(Shrug)'), phase: 'Creating' }),
      'Progressing',
    ],
    [
      'a named failure that it does not',
      custom({ ...conditions('Ready=False(CreateFailed)'), phase: 'Creating' }),
      'Degraded',
    ],
    [
      'a switch',
      custom(conditions('Ready=True'), { spec: { suspend: true } }),
      'Suspended',
    ],
    [
      'an annotation',
      custom(conditions('Ready=True'), {
        metadata: { annotations: { 'example.com/paused': 'true' } },
      }),
      'Suspended',
    ],
    [
      'an annotation that denies',
      custom(conditions('Ready=True'), {
        metadata: { annotations: { 'example.com/paused': 'false' } },
      }),
      'Healthy',
    ],
    [
      'an old generation',
      custom(
        { observedGeneration: 1, ...conditions('Ready=True') },
        { metadata: { generation: 2 } },
      ),
      'Progressing',
    ],
    [
      'an old generation in Ready',
      custom(
        {
          conditions: [
            { type: 'Ready', status: 'True', observedGeneration: 1 },
          ],
        },
        { metadata: { generation: 2 } },
      ),
      'Progressing',
    ],
    [
      'a failure in a field of its own',
      custom({ failureMessage: 'quota', ready: true }),
      'Degraded',
    ],
    ['a flag that is bad', custom({ isFailed: true, ready: true }), 'Degraded'],
    ['a flag that pauses', custom({ paused: true, ready: true }), 'Suspended'],
    [
      'a flag about something else',
      custom({ alertsDisabled: true, ready: true }),
      'Healthy',
    ],
    ['a ratio', custom({ tasks: '1/2' }), 'Progressing'],
    ['a full ratio', custom({ tasks: '2/2' }), 'Healthy'],
    [
      'a rollout held at its partition',
      custom(
        { readyReplicas: 5, updatedReplicas: 3 },
        { spec: { replicas: 5, updateStrategy: { partition: 2 } } },
      ),
      'Suspended',
    ],
    [
      'a rollout on its way to its partition',
      custom(
        { readyReplicas: 5, updatedReplicas: 2 },
        { spec: { replicas: 5, updateStrategy: { partition: 2 } } },
      ),
      'Progressing',
    ],
    [
      'a report that refuses',
      custom({ reports: { gateway: { state: 'Rejected' } } }),
      'Degraded',
    ],
    [
      'a state to be reached',
      custom({ phase: 'Ready', targetState: 'Failed' }),
      'Healthy',
    ],
    [
      'the running of a finite kind',
      custom(conditions('Running=True(SweepRunning)'), { kind: 'SweepJob' }),
      'Progressing',
    ],
    [
      'a wait in vain',
      custom({
        conditions: [
          {
            type: 'Ready',
            status: 'False',
            reason: 'DatabaseNotReady',
            message: 'the database failed to start',
          },
        ],
      }),
      'Degraded',
    ],
    [
      'a silent controller',
      custom({ observedGeneration: 2 }, { metadata: { generation: 2 } }),
      'Healthy',
    ],
    [
      'a deletion',
      custom(conditions('Ready=True'), {
        metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
      }),
      'Progressing',
    ],
  ])('%s', (_title, object, health) => {
    expect(assessHealth({ object })?.status).toBe(health);
  });

  it('waits for a status, but not for ever', () => {
    const object = custom(undefined, {
      metadata: { creationTimestamp: '2026-01-01T00:00:00Z' },
    });
    const at = (time: string) =>
      assessHealth({ object, now: new Date(time) })?.status;
    expect(at('2026-01-01T00:05:00Z')).toBe('Progressing');
    expect(at('2026-01-01T01:00:00Z')).toBeUndefined();
    expect(assessHealth({ object })?.status).toBe('Progressing');
  });

  it.each([
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['rbac.authorization.k8s.io/v1', 'Role'],
    ['storage.k8s.io/v1', 'StorageClass'],
  ])('has nothing to say of %s %s', (apiVersion, kind) => {
    expect(assessHealth({ object: { apiVersion, kind } })).toBeUndefined();
  });
});

describe('families', () => {
  it.each<[title: string, object: JsonObject, health: Health]>([
    [
      'a Crossplane resource being made',
      {
        apiVersion: 'ec2.aws.upbound.io/v1',
        kind: 'VPC',
        status: conditions(
          'Synced=True(ReconcileSuccess);Ready=False(Unavailable)',
        ),
      },
      'Progressing',
    ],
    [
      'one that cannot be made',
      {
        apiVersion: 'ec2.aws.upbound.io/v1',
        kind: 'VPC',
        status: conditions('Synced=False(ReconcileError);Ready=True'),
      },
      'Degraded',
    ],
    [
      'one whose provider is paused',
      {
        apiVersion: 'ec2.aws.upbound.io/v1',
        kind: 'VPC',
        status: conditions('Synced=False(ReconcilePaused);Ready=True'),
      },
      'Suspended',
    ],
    [
      'a provider configuration',
      { apiVersion: 'aws.upbound.io/v1', kind: 'ProviderConfig' },
      'Healthy',
    ],
    [
      'a Flux release that failed and retries',
      {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        status: conditions(
          'Reconciling=True(ProgressingWithRetry);Ready=False(UpgradeFailed)',
        ),
      },
      'Degraded',
    ],
    [
      'a suspended Kustomization',
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        spec: { suspend: true },
        status: conditions('Ready=True'),
      },
      'Suspended',
    ],
    [
      'an Application',
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Application',
        status: { health: { status: 'Degraded' } },
      },
      'Degraded',
    ],
    [
      'a rejected Gloo object',
      {
        apiVersion: 'gateway.solo.io/v1',
        kind: 'VirtualService',
        status: { statuses: { gloo: { state: 'Rejected' } } },
      },
      'Degraded',
    ],
    [
      'a promotion under way',
      {
        apiVersion: 'promoter.argoproj.io/v1alpha1',
        kind: 'ChangeTransferPolicy',
        status: {
          ...conditions('Ready=True'),
          active: { dry: { sha: 'a' } },
          proposed: { dry: { sha: 'b' } },
        },
      },
      'Progressing',
    ],
    [
      'a budget that allows no disruption',
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        status: conditions('DisruptionAllowed=False(InsufficientPods)'),
      },
      'Healthy',
    ],
  ])('%s', (_title, object, health) => {
    expect(assessHealth({ object })?.status).toBe(health);
  });
});

describe('Argo Rollouts', () => {
  const SETTLED = {
    observedGeneration: '2',
    replicas: 2,
    updatedReplicas: 2,
    availableReplicas: 2,
    currentPodHash: 'a',
    stableRS: 'a',
  };
  it.each<[title: string, status: JsonObject, health: Health]>([
    ['a settled one', SETTLED, 'Healthy'],
    [
      'one not seen yet',
      { ...SETTLED, observedGeneration: '1' },
      'Progressing',
    ],
    [
      'one of a controller before 1.0',
      { ...SETTLED, observedGeneration: '6d79b' },
      'Healthy',
    ],
    [
      'one with a phase',
      { ...SETTLED, phase: 'Paused', message: 'CanaryPauseStep' },
      'Suspended',
    ],
    [
      'an aborted one',
      {
        ...SETTLED,
        conditions: [
          { type: 'Progressing', status: 'False', reason: 'RolloutAborted' },
        ],
      },
      'Degraded',
    ],
    [
      'one held by its controller',
      { ...SETTLED, updatedReplicas: 1, controllerPause: true },
      'Suspended',
    ],
    ['one with old pods', { ...SETTLED, replicas: 3 }, 'Progressing'],
    [
      'one between steps',
      { ...SETTLED, currentPodHash: 'b', currentStepIndex: 1 },
      'Progressing',
    ],
    [
      'one past its steps',
      { ...SETTLED, currentPodHash: 'b', currentStepIndex: 2 },
      'Healthy',
    ],
  ])('%s', (_title, status, health) => {
    const object = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { generation: 2 },
      spec: { replicas: 2, strategy: { canary: { steps: [{}, {}] } } },
      status,
    };
    expect(assessHealth({ object })?.status).toBe(health);
  });
});

describe('rules of the platform', () => {
  it('go before every other rule', () => {
    const rules = parseHealthRules([
      { group: 'apps', kind: 'Deployment', otherwise: 'Unknown' },
    ]);
    expect(
      assessHealth({
        object: { apiVersion: 'apps/v1', kind: 'Deployment' },
        rules,
      }),
    ).toEqual({ status: 'Unknown' });
  });

  it('leave open what they do not speak of', () => {
    const rules = parseHealthRules([
      {
        group: '*.com',
        kind: ['Gadget', 'Widget'],
        fields: [{ at: '/status/mode', words: { Eco: 'Suspended' } }],
      },
    ]);
    const health = (status: JsonObject) =>
      assessHealth({ object: custom(status), rules })?.status;
    expect(health({ mode: 'Eco', ...conditions('Ready=True') })).toBe(
      'Suspended',
    );
    expect(health({ mode: 'Full', ...conditions('Ready=True') })).toBe(
      'Healthy',
    );
  });
});

describe('safety', () => {
  const json = fc.jsonValue({ maxDepth: 6 }).map(value => {
    // fast-check's JSON is a subset of ours.
    return JSON.parse(JSON.stringify(value));
  });
  const status = fc.record(
    {
      conditions: fc.oneof(json, fc.array(json)),
      phase: json,
      health: json,
      observedGeneration: json,
      replicas: json,
    },
    { requiredKeys: [] },
  );
  const kinds = fc.constantFrom(
    ['v1', 'Pod'],
    ['apps/v1', 'Deployment'],
    ['batch/v1', 'Job'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['argoproj.io/v1alpha1', 'Rollout'],
    ['gateway.solo.io/v1', 'VirtualService'],
    ['example.com/v1', 'Widget'],
  );

  it('answers for any object, in one of the six words', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.oneof(json, status),
        json,
        json,
        ([apiVersion, kind], anyStatus, spec, metadata) => {
          const assessment = assessHealth({
            object: { apiVersion, kind, metadata, spec, status: anyStatus },
          });
          expect(assessment === undefined || isHealth(assessment.status)).toBe(
            true,
          );
        },
      ),
    );
  });

  it('never says what stands outside of the status', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.constantFrom('Ready=True', 'Ready=False(Bad)', 'Stalled=True'),
        ([apiVersion, kind], text) => {
          const canary = 'hunter2-canary';
          const assessment = assessHealth({
            object: {
              apiVersion,
              kind,
              metadata: {
                annotations: {
                  'example.com/password': canary,
                  'example.com/paused': canary,
                },
              },
              spec: { password: canary, suspend: canary, paused: true },
              data: { password: canary },
              stringData: { password: canary },
              status: conditions(text),
            },
          });
          expect(JSON.stringify(assessment ?? '')).not.toContain(canary);
        },
      ),
    );
  });
});
