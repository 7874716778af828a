import { type JsonObject } from '../../json';
import { type Health } from '../Health';
import { assessBuiltinHealth } from './assessBuiltinHealth';

type Case = [
  title: string,
  object: JsonObject,
  health: Health | undefined,
  message?: string,
];

function deployment(spec: JsonObject, status: JsonObject): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', generation: 2 },
    spec: { replicas: 3, ...spec },
    status: { observedGeneration: 2, ...status },
  };
}

function statefulSet(strategy: JsonObject, status: JsonObject): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'db', generation: 1 },
    spec: { replicas: 3, updateStrategy: strategy },
    status: { observedGeneration: 1, readyReplicas: 3, ...status },
  };
}

function pod(restartPolicy: string, status: JsonObject): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web-0' },
    spec: { restartPolicy },
    status,
  };
}

function job(conditions: JsonObject[]): JsonObject {
  return { apiVersion: 'batch/v1', kind: 'Job', status: { conditions } };
}

function cronJob(spec: JsonObject, status?: JsonObject): JsonObject {
  const base = { apiVersion: 'batch/v1', kind: 'CronJob', spec };
  return status ? { ...base, status } : base;
}

function autoscaler(conditions: JsonObject[]): JsonObject {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    status: { conditions },
  };
}

const SETTLED = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
const ROLLING = { type: 'RollingUpdate' };
const SAME = { currentRevision: 'a', updateRevision: 'a' };
const CRASHED = { lastState: { terminated: { exitCode: 1 } } };

const CASES: Case[] = [
  ['a settled Deployment', deployment({}, SETTLED), 'Healthy'],
  ['a paused one', deployment({ paused: true }, SETTLED), 'Suspended'],
  [
    'one not seen yet',
    deployment({}, { ...SETTLED, observedGeneration: 1 }),
    'Progressing',
  ],
  [
    'one past its deadline',
    deployment(
      {},
      {
        ...SETTLED,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      },
    ),
    'Degraded',
    'Deployment "web" exceeded its progress deadline',
  ],
  [
    'one being updated',
    deployment({}, { ...SETTLED, updatedReplicas: 1 }),
    'Progressing',
    'Waiting for rollout to finish: 1 out of 3 new replicas have been updated...',
  ],
  [
    'one with old pods',
    deployment({}, { ...SETTLED, replicas: 4 }),
    'Progressing',
    'Waiting for rollout to finish: 1 old replicas are pending termination...',
  ],
  [
    'one coming up',
    deployment({}, { ...SETTLED, availableReplicas: 2 }),
    'Progressing',
    'Waiting for rollout to finish: 2 of 3 updated replicas are available...',
  ],
  [
    'one being deleted',
    {
      ...deployment({}, SETTLED),
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
    },
    'Progressing',
    'Pending deletion',
  ],
  ['a StatefulSet at one revision', statefulSet(ROLLING, SAME), 'Healthy'],
  [
    'one between revisions',
    statefulSet(ROLLING, { ...SAME, updateRevision: 'b' }),
    'Progressing',
  ],
  [
    'one that waits for pods',
    statefulSet(ROLLING, { readyReplicas: 1 }),
    'Progressing',
    'Waiting for 2 pods to be ready...',
  ],
  [
    'one whose partition is not reached',
    statefulSet(
      { ...ROLLING, rollingUpdate: { partition: 1 } },
      { updatedReplicas: 1 },
    ),
    'Progressing',
    'Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...',
  ],
  [
    'one whose partition is reached',
    statefulSet(
      { ...ROLLING, rollingUpdate: { partition: 1 } },
      { updatedReplicas: 2, updateRevision: 'b' },
    ),
    'Healthy',
  ],
  [
    'one updated on delete',
    statefulSet({ type: 'OnDelete' }, { updateRevision: 'b' }),
    'Healthy',
  ],
  [
    'one never seen',
    statefulSet(ROLLING, { observedGeneration: 0 }),
    'Progressing',
  ],
  [
    'a DaemonSet short of pods',
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'log' },
      status: {
        desiredNumberScheduled: 3,
        updatedNumberScheduled: 3,
        numberAvailable: 2,
      },
    },
    'Progressing',
  ],
  [
    'one being updated',
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: { name: 'log' },
      status: { desiredNumberScheduled: 3, updatedNumberScheduled: 1 },
    },
    'Progressing',
  ],
  [
    'a settled DaemonSet',
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      status: {
        desiredNumberScheduled: 3,
        updatedNumberScheduled: 3,
        numberAvailable: 3,
      },
    },
    'Healthy',
  ],
  [
    'a ReplicaSet that cannot make pods',
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      spec: { replicas: 1 },
      status: {
        conditions: [
          { type: 'ReplicaFailure', status: 'True', message: 'quota' },
        ],
      },
    },
    'Degraded',
    'quota',
  ],
  [
    'one short of pods',
    { apiVersion: 'apps/v1', kind: 'ReplicaSet', spec: { replicas: 1 } },
    'Progressing',
  ],
  [
    'an Ingress without address',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      status: { loadBalancer: {} },
    },
    'Progressing',
  ],
  [
    'an Ingress with an empty entry',
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      status: { loadBalancer: { ingress: [{}] } },
    },
    'Healthy',
  ],
  [
    'a Service inside',
    { apiVersion: 'v1', kind: 'Service', spec: { type: 'ClusterIP' } },
    'Healthy',
  ],
  [
    'a balancer without address',
    { apiVersion: 'v1', kind: 'Service', spec: { type: 'LoadBalancer' } },
    'Progressing',
  ],
  [
    'a lost claim',
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      status: { phase: 'Lost' },
    },
    'Degraded',
  ],
  [
    'a claim in no known phase',
    { apiVersion: 'v1', kind: 'PersistentVolumeClaim' },
    'Unknown',
  ],
  [
    'a ready Pod',
    pod('Always', {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
    }),
    'Healthy',
  ],
  ['a starting Pod', pod('Always', { phase: 'Running' }), 'Progressing'],
  [
    'a Pod that has crashed',
    pod('Always', { phase: 'Running', containerStatuses: [CRASHED] }),
    'Degraded',
  ],
  [
    'a Pod without its image',
    pod('Always', {
      phase: 'Pending',
      containerStatuses: [
        {
          state: {
            waiting: { reason: 'ErrImagePull', message: 'no such image' },
          },
        },
      ],
    }),
    'Degraded',
    'no such image',
  ],
  [
    'a finite Pod without its image',
    pod('Never', {
      phase: 'Pending',
      containerStatuses: [{ state: { waiting: { reason: 'ErrImagePull' } } }],
    }),
    'Progressing',
  ],
  [
    'a finite Pod at work',
    pod('OnFailure', {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True' }],
    }),
    'Progressing',
  ],
  [
    'a Pod out of memory',
    pod('Never', {
      phase: 'Failed',
      containerStatuses: [
        {
          name: 'app',
          state: { terminated: { reason: 'OOMKilled', exitCode: 137 } },
        },
      ],
    }),
    'Degraded',
    'OOMKilled',
  ],
  [
    'a Pod that ended badly',
    pod('Never', {
      phase: 'Failed',
      initContainerStatuses: [
        { name: 'init', state: { terminated: { exitCode: 3 } } },
      ],
    }),
    'Degraded',
    'container "init" failed with exit code 3',
  ],
  ['a Pod without phase', pod('Always', {}), 'Unknown'],
  ['a running Job', job([]), 'Progressing'],
  [
    'a failed Job',
    job([{ type: 'Failed', status: 'True', message: 'deadline' }]),
    'Degraded',
    'deadline',
  ],
  ['a done Job', job([{ type: 'Complete', status: 'True' }]), 'Healthy'],
  [
    'a suspended Job',
    job([{ type: 'Suspended', status: 'True' }]),
    'Suspended',
  ],
  ['a suspended CronJob', cronJob({ suspend: true }), 'Suspended'],
  ['a CronJob never run', cronJob({}, { active: [] }), 'Healthy'],
  [
    'a CronJob whose last run failed',
    cronJob(
      {},
      {
        lastScheduleTime: '2026-01-02T00:00:00Z',
        lastSuccessfulTime: '2026-01-01T00:00:05Z',
      },
    ),
    'Degraded',
  ],
  [
    'a CronJob at work',
    cronJob(
      {},
      {
        active: [{}],
        lastScheduleTime: '2026-01-02T00:00:00Z',
        lastSuccessfulTime: '2026-01-01T00:00:05Z',
      },
    ),
    'Healthy',
  ],
  [
    'an autoscaler without metrics',
    autoscaler([
      {
        type: 'ScalingActive',
        status: 'False',
        reason: 'FailedGetExternalMetric',
        message: 'none',
      },
    ]),
    'Degraded',
    'none',
  ],
  [
    'an able autoscaler',
    autoscaler([{ type: 'AbleToScale', status: 'True', message: 'fine' }]),
    'Healthy',
    'fine',
  ],
  ['a new autoscaler', autoscaler([]), 'Progressing', 'Waiting to Autoscale'],
  [
    'an API that is not served',
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      status: {
        conditions: [
          {
            type: 'Available',
            status: 'False',
            reason: 'MissingEndpoints',
            message: 'none',
          },
        ],
      },
    },
    'Progressing',
    'MissingEndpoints: none',
  ],
  [
    'a failed Workflow',
    {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      status: { phase: 'Error', message: 'exit 1' },
    },
    'Degraded',
    'exit 1',
  ],
  ['a ConfigMap', { apiVersion: 'v1', kind: 'ConfigMap' }, undefined],
  [
    'a kind of the same name in another group',
    { apiVersion: 'serving.knative.dev/v1', kind: 'Service' },
    undefined,
  ],
];

describe('assessBuiltinHealth', () => {
  it.each(
    CASES.map(([title, object, status, message]) => ({
      title,
      object,
      wanted: status && (message ? { status, message } : { status }),
    })),
  )('$title', ({ object, wanted }) => {
    const assessment = assessBuiltinHealth({ object });
    expect([assessment]).toMatchObject([wanted]);
  });

  it('reads the conditions of autoscaling/v1 from their annotation', () => {
    const object = (conditions: string) => ({
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
      metadata: {
        annotations: {
          'autoscaling.alpha.kubernetes.io/conditions': conditions,
        },
      },
    });
    expect(
      assessBuiltinHealth({
        object: object('[{"type":"AbleToScale","reason":"FailedGetScale"}]'),
      })?.status,
    ).toBe('Degraded');
    expect(assessBuiltinHealth({ object: object('not JSON') })?.status).toBe(
      'Progressing',
    );
  });

  it('lets a hook with a finalizer be judged while it is deleted', () => {
    expect(
      assessBuiltinHealth({
        object: {
          ...job([{ type: 'Complete', status: 'True' }]),
          metadata: {
            deletionTimestamp: '2026-01-01T00:00:00Z',
            finalizers: ['argocd.argoproj.io/hook-finalizer'],
          },
        },
      })?.status,
    ).toBe('Healthy');
  });
});
