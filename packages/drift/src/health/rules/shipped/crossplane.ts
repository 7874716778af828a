import { type HealthRule } from '../HealthRule';

/** Kinds that configure a provider and have nothing to reconcile. */
const SETTLED_KINDS = [
  'ClusterProviderConfig',
  'Composition',
  'CompositionRevision',
  'ControllerConfig',
  'DeploymentRuntimeConfig',
  'EnvironmentConfig',
  'ProviderConfig',
  'ProviderConfigUsage',
  'StoreConfig',
];

/**
 * Managed and composite resources: `Synced` tells whether the wish could be
 * sent, `Ready` whether it has come true, which may take long
 * (docs.crossplane.io, "Managed resources": Conditions).
 */
const RESOURCE = {
  withoutStatus: 'Progressing',
  conditions: {
    Synced: {
      True: 'Healthy',
      False: 'Degraded',
      Unknown: 'Progressing',
      reasons: { '^ReconcilePaused$': 'Suspended' },
    },
    LastAsyncOperation: { False: 'Degraded' },
    Ready: {
      True: 'Healthy',
      False: 'Progressing',
      Unknown: 'Progressing',
      absent: 'Progressing',
    },
  },
} satisfies Partial<HealthRule>;

const PACKAGE = {
  withoutStatus: 'Progressing',
  conditions: {
    Installed: { True: 'Healthy', False: 'Degraded', Unknown: 'Progressing' },
    Healthy: { True: 'Healthy', False: 'Degraded', Unknown: 'Progressing' },
  },
} satisfies Partial<HealthRule>;

const REVISION = {
  withoutStatus: 'Progressing',
  conditions: {
    RevisionHealthy: { False: 'Degraded', True: 'Healthy' },
    RuntimeHealthy: { False: 'Degraded', True: 'Healthy' },
    Healthy: { False: 'Degraded', True: 'Healthy' },
  },
} satisfies Partial<HealthRule>;

/** Crossplane and the providers that follow it. */
export const CROSSPLANE_RULES: HealthRule[] = [
  {
    group: 'stacks.crossplane.io',
    kind: '*',
    withoutStatus: 'Progressing',
    fields: [
      {
        at: '/status/conditionedStatus/conditions/*/status',
        words: { True: 'Healthy', False: 'Progressing' },
      },
    ],
    otherwise: 'Progressing',
  },
  {
    group: 'pkg.crossplane.io',
    kind: ['Provider', 'Configuration', 'Function'],
    ...PACKAGE,
  },
  {
    group: 'pkg.crossplane.io',
    kind: ['ProviderRevision', 'ConfigurationRevision', 'FunctionRevision'],
    ...REVISION,
  },
  {
    group: 'apiextensions.crossplane.io',
    kind: 'CompositeResourceDefinition',
    withoutStatus: 'Progressing',
    conditions: {
      Established: { True: 'Healthy', False: 'Progressing' },
      Offered: { True: 'Healthy', False: 'Progressing' },
    },
  },
  ...['*.crossplane.io', '*.upbound.io'].flatMap<HealthRule>(group => [
    {
      group,
      kind: SETTLED_KINDS,
      withoutStatus: 'Healthy',
      otherwise: 'Healthy',
    },
    { group, kind: '*', ...RESOURCE },
  ]),
];
