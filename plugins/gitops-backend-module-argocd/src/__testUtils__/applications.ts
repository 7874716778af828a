/** As Argo CD 3 writes an Application with one source, synced by a person. */
export const SINGLE = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: {
    name: 'payments-production',
    namespace: 'argocd',
    annotations: { 'argocd.argoproj.io/manifest-generate-paths': '.' },
  },
  spec: {
    project: 'payments',
    destination: {
      server: 'https://kubernetes.default.svc',
      namespace: 'payments',
    },
    source: {
      repoURL: 'https://git.example.com/acme/deploy.git',
      path: 'envs/production',
      targetRevision: 'main',
    },
    syncPolicy: { automated: { prune: true, selfHeal: false } },
  },
  status: {
    sync: {
      status: 'OutOfSync',
      revision: 'a'.repeat(40),
      comparedTo: {
        source: { repoURL: 'https://git.example.com/acme/deploy.git' },
        destination: {},
      },
    },
    health: {
      status: 'Degraded',
      message: 'Deployment "app" exceeded its time',
    },
    summary: { images: ['ghcr.io/acme/payments:v1.2.3'] },
    conditions: [
      {
        type: 'SyncError',
        message: 'Failed sync attempt to a: one or more objects failed',
        lastTransitionTime: '2026-01-02T03:04:05Z',
      },
    ],
    resources: [
      {
        group: 'apps',
        version: 'v1',
        kind: 'Deployment',
        namespace: 'payments',
        name: 'app',
        status: 'OutOfSync',
        health: { status: 'Degraded', message: 'exceeded its time' },
      },
      {
        version: 'v1',
        kind: 'ConfigMap',
        namespace: 'payments',
        name: 'old',
        status: 'OutOfSync',
        requiresPruning: true,
      },
      {
        version: 'v1',
        kind: 'Service',
        namespace: 'payments',
        name: 'app',
        status: 'OutOfSync',
        health: { status: 'Missing' },
      },
      {
        group: 'batch',
        version: 'v1',
        kind: 'Job',
        namespace: 'payments',
        name: 'migrate',
        hook: true,
      },
    ],
    history: [
      {
        id: 0,
        revision: 'b'.repeat(40),
        deployedAt: '2026-01-01T00:00:00Z',
        initiatedBy: { automated: true },
      },
      {
        id: 1,
        revision: 'a'.repeat(40),
        deployedAt: '2026-01-02T03:00:00Z',
        initiatedBy: { username: 'dana' },
      },
    ],
    operationState: {
      operation: {
        sync: { revision: 'a'.repeat(40) },
        initiatedBy: { username: 'dana' },
      },
      phase: 'Failed',
      message: 'one or more objects failed to apply',
      startedAt: '2026-01-02T03:00:00Z',
      finishedAt: '2026-01-02T03:01:00Z',
    },
    reconciledAt: '2026-01-02T03:05:00Z',
  },
};

/** A chart with its values from another repository. */
export const MULTI = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'shop-dev', namespace: 'team-shop' },
  spec: {
    project: 'shop',
    destination: { name: 'dev', namespace: 'shop' },
    sources: [
      {
        repoURL: 'https://charts.example.com',
        chart: 'shop',
        targetRevision: '1.*',
        helm: { valueFiles: ['$values/envs/dev/values.yaml'] },
      },
      {
        repoURL: 'https://git.example.com/acme/deploy',
        targetRevision: 'main',
        ref: 'values',
      },
    ],
  },
  status: {
    sync: { status: 'Synced', revisions: ['1.4.0', 'c'.repeat(40)] },
    health: { status: 'Healthy' },
    summary: {},
    history: [
      {
        id: 7,
        revision: '',
        revisions: ['1.4.0', 'c'.repeat(40)],
        deployedAt: '2026-01-03T00:00:00Z',
      },
    ],
  },
};

/** Nothing but what the definition requires, as somebody has just created it. */
export const BARE = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'new', namespace: 'argocd' },
  spec: { project: 'default', destination: {} },
};
