import { type JsonObject } from '../../json';
import { type Kstatus, kstatusToHealth } from './Kstatus';
import { readKstatus } from './readKstatus';

const NOW = new Date('2026-01-01T00:00:00Z');

type Case = [
  title: string,
  object: JsonObject,
  status: Kstatus,
  reason: string,
];

function pod(status: JsonObject, createdAt?: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: createdAt ? { creationTimestamp: createdAt } : {},
    status,
  };
}

function workload(
  kind: string,
  spec: JsonObject,
  status: JsonObject,
): JsonObject {
  return { apiVersion: 'apps/v1', kind, spec, status };
}

function custom(status: JsonObject, metadata: JsonObject = {}): JsonObject {
  return { apiVersion: 'example.com/v1', kind: 'Widget', metadata, status };
}

const UNSCHEDULABLE = {
  phase: 'Pending',
  conditions: [
    { type: 'PodScheduled', status: 'False', reason: 'Unschedulable' },
  ],
};
const SETTLED = {
  replicas: 1,
  updatedReplicas: 1,
  readyReplicas: 1,
  availableReplicas: 1,
  currentReplicas: 1,
  conditions: [{ type: 'Available', status: 'True' }],
};

const CASES: Case[] = [
  ['a Pod that failed', pod({ phase: 'Failed' }), 'Current', ''],
  [
    'a Pod without room, just made',
    pod(UNSCHEDULABLE, '2025-12-31T23:59:50Z'),
    'InProgress',
    'PodNotScheduled',
  ],
  [
    'a Pod without room for long',
    pod(UNSCHEDULABLE, '2025-12-31T23:59:40Z'),
    'Failed',
    'PodUnschedulable',
  ],
  [
    'a Pod that crashes',
    pod({
      phase: 'Running',
      initContainerStatuses: [
        { state: { waiting: { reason: 'CrashLoopBackOff' } } },
      ],
    }),
    'Failed',
    'ContainerCrashLooping',
  ],
  [
    'a Pod that starts',
    pod({ phase: 'Running' }),
    'InProgress',
    'PodRunningNotReady',
  ],
  ['a Pod nobody has seen', pod({}), 'InProgress', 'PodNotObserved'],
  ['a settled Deployment', workload('Deployment', {}, SETTLED), 'Current', ''],
  [
    'one with pods too many',
    workload('Deployment', {}, { ...SETTLED, replicas: 2 }),
    'InProgress',
    'ExtraPods',
  ],
  [
    'one past its deadline',
    workload(
      'Deployment',
      {},
      {
        ...SETTLED,
        conditions: [
          { type: 'Progressing', reason: 'ProgressDeadlineExceeded' },
        ],
      },
    ),
    'Failed',
    'ProgressDeadlineExceeded',
  ],
  [
    'one with a deadline, rolling',
    workload('Deployment', { progressDeadlineSeconds: 600 }, SETTLED),
    'InProgress',
    'ReplicaSetNotAvailable',
  ],
  [
    'a StatefulSet between revisions',
    workload(
      'StatefulSet',
      {},
      { ...SETTLED, currentRevision: 'a', updateRevision: 'b' },
    ),
    'InProgress',
    'RevisionMismatch',
  ],
  [
    'one behind its partition',
    workload(
      'StatefulSet',
      { replicas: 1, updateStrategy: { rollingUpdate: { partition: -1 } } },
      SETTLED,
    ),
    'InProgress',
    'PartitionRollout',
  ],
  [
    'one updated on delete',
    workload('StatefulSet', { updateStrategy: { type: 'OnDelete' } }, {}),
    'Current',
    '',
  ],
  [
    'a ReplicaSet short of labels',
    workload('ReplicaSet', {}, SETTLED),
    'InProgress',
    'LessLabelled',
  ],
  [
    'a DaemonSet nobody has seen',
    workload('DaemonSet', {}, {}),
    'InProgress',
    'NoObservedGeneration',
  ],
  [
    'a claim',
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      status: { phase: 'Lost' },
    },
    'InProgress',
    'NotBound',
  ],
  [
    'a failed Job',
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      status: { conditions: [{ type: 'Failed', status: 'True' }] },
    },
    'Failed',
    'JobFailed',
  ],
  [
    'a Job at work',
    {
      apiVersion: 'batch/v1',
      kind: 'Job',
      status: { startTime: '2026-01-01T00:00:00Z' },
    },
    'Current',
    '',
  ],
  [
    'names that are taken',
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      status: {
        conditions: [
          { type: 'NamesAccepted', status: 'False', reason: 'Conflict' },
        ],
      },
    },
    'Failed',
    'Conflict',
  ],
  [
    'a custom object that is ready',
    custom({ conditions: [{ type: 'Ready', status: 'True' }] }),
    'Current',
    '',
  ],
  [
    'one that is not',
    custom({ conditions: [{ type: 'Ready', status: 'False', reason: 'Bad' }] }),
    'InProgress',
    'Bad',
  ],
  [
    'one that is stalled',
    custom({
      conditions: [{ type: 'Stalled', status: 'True', reason: 'Bad' }],
    }),
    'Failed',
    'Bad',
  ],
  [
    'one being reconciled',
    custom({
      conditions: [{ type: 'Reconciling', status: 'True', reason: 'Busy' }],
    }),
    'InProgress',
    'Busy',
  ],
  [
    'one not seen yet',
    custom({ observedGeneration: 1 }, { generation: 2 }),
    'InProgress',
    'LatestGenerationNotObserved',
  ],
  [
    'one being deleted',
    custom({}, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    'Terminating',
    '',
  ],
];

describe('readKstatus', () => {
  it.each(CASES)('%s', (_title, object, status, reason) => {
    const result = readKstatus({ object, now: NOW });
    expect(result).toMatchObject({ status, reason });
    const types = result.conditions.map(condition => condition.type);
    expect(types.includes('Reconciling')).toBe(status === 'InProgress');
    expect(types.includes('Stalled')).toBe(status === 'Failed');
  });
});

describe('kstatusToHealth', () => {
  it.each<[Kstatus, string]>([
    ['Current', 'Healthy'],
    ['InProgress', 'Progressing'],
    ['Failed', 'Degraded'],
    ['Terminating', 'Progressing'],
    ['NotFound', 'Missing'],
    ['Unknown', 'Unknown'],
  ])('%s is %s', (status, health) => {
    expect(kstatusToHealth(status)).toBe(health);
  });
});
