import { type HealthRule } from '../HealthRule';

/** Databases, queues and storage. */
export const DATABASE_RULES: HealthRule[] = [
  {
    group: 'postgresql.cnpg.io',
    kind: 'Cluster',
    fields: [
      {
        at: '/metadata/annotations/cnpg.io~1reconciliationLoop',
        words: { disabled: 'Suspended' },
      },
    ],
  },
  {
    group: 'elasticsearch.k8s.elastic.co',
    kind: 'Elasticsearch',
    fields: [
      {
        at: '/status/phase',
        words: {
          Invalid: 'Degraded',
          ApplyingChanges: 'Progressing',
          MigratingData: 'Progressing',
          Stalled: 'Progressing',
        },
      },
      {
        at: '/status/health',
        words: { red: 'Degraded', yellow: 'Progressing', unknown: 'Unknown' },
      },
    ],
    compare: [
      {
        left: '/status/availableNodes',
        right: '/spec/nodeSets/*/count',
        is: 'atLeast',
        otherwise: 'Progressing',
      },
    ],
  },
  {
    // Conditions here are a log of the states an object went through.
    group: '*.percona.com',
    kind: '*',
    fields: [
      {
        at: '/status/state',
        words: {
          ready: 'Healthy',
          Succeeded: 'Healthy',
          error: 'Degraded',
          Error: 'Degraded',
          Failed: 'Degraded',
          paused: 'Suspended',
        },
        otherwise: 'Progressing',
      },
    ],
  },
  {
    group: 'ceph.rook.io',
    kind: 'CephCluster',
    fields: [
      {
        at: '/status/phase',
        words: { Ready: 'Healthy', Connected: 'Healthy', Failure: 'Degraded' },
        otherwise: 'Progressing',
      },
      {
        at: '/status/ceph/health',
        words: { HEALTH_WARN: 'Degraded', HEALTH_ERR: 'Degraded' },
      },
    ],
  },
  {
    group: 'longhorn.io',
    kind: 'Volume',
    fields: [
      {
        at: '/status/robustness',
        words: { degraded: 'Degraded', faulted: 'Degraded' },
      },
    ],
  },
  {
    group: 'kafka.banzaicloud.io',
    kind: 'KafkaCluster',
    withoutStatus: 'Progressing',
    fields: [
      {
        at: '/status/state',
        words: { ClusterRunning: 'Healthy' },
        otherwise: 'Progressing',
      },
      {
        at: '/status/cruiseControlTopicStatus',
        words: { CruiseControlTopicReady: 'Healthy' },
        otherwise: 'Progressing',
      },
      {
        at: '/status/brokersState/*/configurationState',
        words: { ConfigOutOfSync: 'Degraded' },
      },
    ],
  },
  {
    group: 'platform.confluent.io',
    kind: 'Connector',
    fields: [{ at: '/status/failedTasks', otherwise: 'Degraded' }],
  },
  {
    group: 'minio.min.io',
    kind: 'Tenant',
    fields: [
      {
        at: '/status/currentState',
        patterns: { '(?i)^different versions': 'Degraded' },
      },
    ],
  },
];
