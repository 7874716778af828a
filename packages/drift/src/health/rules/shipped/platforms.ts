import { type HealthRule } from '../HealthRule';

/** Clusters, operators, functions and tools. */
export const PLATFORM_RULES: HealthRule[] = [
  {
    // A budget that allows no disruption does its work: only one that cannot
    // be computed is degraded.
    group: 'policy',
    kind: 'PodDisruptionBudget',
    withoutStatus: 'Progressing',
    conditions: {
      DisruptionAllowed: {
        True: 'Healthy',
        False: 'Healthy',
        Unknown: 'Progressing',
        absent: 'Healthy',
        reasons: { '^SyncFailed$': 'Degraded' },
      },
    },
  },
  {
    // Has no pods, being scaled to zero: none is available, nothing is wrong.
    group: 'apps.openshift.io',
    kind: 'DeploymentConfig',
    when: { '/status/replicas': '0' },
    conditions: {
      Progressing: {
        False: 'Degraded',
        True: 'Progressing',
        reasons: { '^NewReplicationControllerAvailable$': 'Healthy' },
      },
    },
  },
  {
    group: 'apps.openshift.io',
    kind: 'DeploymentConfig',
    withoutStatus: 'Progressing',
    conditions: {
      Available: { False: 'Degraded' },
      Progressing: {
        False: 'Degraded',
        Unknown: 'Progressing',
        True: 'Progressing',
        reasons: { '^NewReplicationControllerAvailable$': 'Healthy' },
      },
    },
  },
  {
    // Whoever approves by hand has not approved yet: nothing is under way.
    group: 'operators.coreos.com',
    kind: 'Subscription',
    when: {
      '/spec/installPlanApproval': 'Manual',
      '/status/state': 'UpgradePending',
    },
    conditions: {
      CatalogSourcesUnhealthy: { True: 'Degraded' },
      InstallPlanFailed: { True: 'Degraded' },
    },
    fields: [{ at: '/status/installedCSV', absent: 'Progressing' }],
    otherwise: 'Healthy',
  },
  {
    // The dashboard of Gardener shows this label.
    group: 'core.gardener.cloud',
    kind: 'Shoot',
    fields: [
      {
        at: '/metadata/labels/shoot.gardener.cloud~1status',
        words: {
          healthy: 'Healthy',
          progressing: 'Progressing',
          unhealthy: 'Degraded',
          unknown: 'Unknown',
        },
      },
    ],
  },
  {
    group: 'operators.coreos.com',
    kind: 'Subscription',
    withoutStatus: 'Progressing',
    conditions: {
      CatalogSourcesUnhealthy: { True: 'Degraded' },
      InstallPlanFailed: { True: 'Degraded' },
    },
    fields: [
      {
        at: '/status/state',
        words: { AtLatestKnown: 'Healthy', UpgradeFailed: 'Degraded' },
        otherwise: 'Progressing',
        absent: 'Progressing',
      },
    ],
  },
  {
    group: 'cluster.x-k8s.io',
    kind: 'MachineHealthCheck',
    withoutStatus: 'Progressing',
    compare: [
      {
        left: '/status/currentHealthy',
        right: '/status/expectedMachines',
        is: 'atLeast',
        otherwise: 'Degraded',
      },
    ],
  },
  // Ready in every namespace, or else in some or in none.
  {
    group: 'external-secrets.io',
    kind: 'ClusterExternalSecret',
    conditions: { Ready: { True: 'Healthy' } },
  },
  {
    group: 'external-secrets.io',
    kind: 'ClusterExternalSecret',
    conditions: {
      NotReady: { True: 'Degraded' },
      PartiallyReady: { True: 'Degraded' },
    },
  },
  {
    group: 'grafana.integreatly.org',
    kind: 'Grafana',
    withoutStatus: 'Progressing',
    fields: [
      { at: '/status/stageStatus', words: { failed: 'Degraded' } },
      {
        at: '/status/stage',
        words: { complete: 'Healthy' },
        otherwise: 'Progressing',
        absent: 'Progressing',
      },
    ],
  },
  {
    group: 'grafana.integreatly.org',
    kind: 'GrafanaDatasource',
    fields: [
      { at: '/status/NoMatchingInstances', words: { true: 'Degraded' } },
      { at: '/status/hash', otherwise: 'Healthy' },
    ],
  },
  {
    group: 'game.kruise.io',
    kind: 'GameServer',
    fields: [
      {
        at: '/status/podStatus/conditions/*/status',
        words: { False: 'Degraded' },
      },
    ],
  },
  {
    group: 'rollouts.kruise.io',
    kind: 'Rollout',
    fields: [
      {
        at: '/status/phase',
        words: { Disabled: 'Degraded', Terminating: 'Degraded' },
      },
      {
        at: '/status/canaryStatus/currentStepState',
        words: { StepPaused: 'Suspended' },
      },
    ],
  },
  {
    // Scaled to zero: it wakes on the next call.
    group: 'openfaas.com',
    kind: 'Function',
    conditions: {
      Stalled: { True: 'Degraded' },
      Healthy: { False: 'Suspended' },
    },
  },
  {
    group: 'capabilities.3scale.net',
    kind: 'DeveloperAccount',
    conditions: { Waiting: { True: 'Suspended' } },
  },
];
