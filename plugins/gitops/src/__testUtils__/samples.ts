import type {
  Candidate,
  Change,
  ClusterState,
  Decision,
  DriftReport,
  Environment,
  FieldDrift,
  ObservedObject,
  Pipeline,
  Promotion,
  PromotionPlan,
  Release,
  Violation,
} from '@backstage-gitops/plugin-gitops-common';

// Answers as the server gives them, complete enough to show; tests vary what they are about.

export const ENTITY_REF = 'component:default/shop';
/** Whom the pages are shown to. */
export const VIEWER_REF = 'user:default/jane';
export const HEAD_COMMIT = 'a'.repeat(40);
export const EARLIER_COMMIT = 'b'.repeat(40);
export const CURRENT_COMMIT = 'c'.repeat(40);

const JANE = { name: 'jane', entityRef: VIEWER_REF };
const AT = '2026-11-20T10:00:00.000Z';

export function sampleChange(change: Partial<Change> = {}): Change {
  return {
    commit: CURRENT_COMMIT,
    commitUrl: `https://git.example.com/commit/${CURRENT_COMMIT}`,
    at: AT,
    by: JANE,
    origin: 'promotion',
    message: 'Promote shop',
    current: true,
    ...change,
  };
}

export function samplePromotion(promotion: Partial<Promotion> = {}): Promotion {
  return {
    id: 'promotion-1',
    entityRef: ENTITY_REF,
    environment: 'production',
    kind: 'promotion',
    state: 'open',
    automatic: false,
    release: { id: 'release-2', version: '1.5.0', mutable: false },
    requestedBy: JANE,
    createdAt: AT,
    updatedAt: AT,
    pullRequest: {
      number: 12,
      url: 'https://git.example.com/pulls/12',
      headCommit: HEAD_COMMIT,
    },
    gates: [
      { name: 'checks', status: 'passed', reason: 'All checks passed.' },
      {
        name: 'approvals',
        status: 'needsSomeone',
        reason: 'One approval of release managers is missing.',
        who: ['group:default/release-managers'],
      },
    ],
    approvals: [],
    next: {
      sentence: 'A release manager approves 1.5.0.',
      action: 'approve',
      who: ['group:default/release-managers'],
    },
    ...promotion,
  };
}

export function sampleEnvironment(
  environment: Partial<Environment> = {},
): Environment {
  return {
    name: 'production',
    after: ['staging'],
    tier: 'production',
    protected: true,
    promote: 'pullRequest',
    merge: 'manual',
    repository: 'https://git.example.com/shop-config',
    branch: 'main',
    path: 'production',
    images: [{ repository: 'registry.example.com/shop', tag: '1.4.2' }],
    release: { id: 'release-1', version: '1.4.2', mutable: false },
    change: sampleChange(),
    violations: [],
    asOf: AT,
    allowed: [],
    ...environment,
  };
}

export function samplePipeline(pipeline: Partial<Pipeline> = {}): Pipeline {
  return {
    entityRef: ENTITY_REF,
    title: 'Shop',
    revision: 1,
    scopes: [],
    preflight: 'passed',
    environments: [sampleEnvironment()],
    allowed: [],
    ...pipeline,
  };
}

export function sampleRelease(release: Partial<Release> = {}): Release {
  return {
    id: 'release-2',
    version: '1.5.0',
    mutable: false,
    origins: [{ on: 'image' }],
    images: [
      {
        name: 'shop',
        repository: 'registry.example.com/shop',
        tag: '1.5.0',
        digest: `sha256:${'d'.repeat(64)}`,
      },
    ],
    source: {
      repository: 'https://git.example.com/shop',
      commit: 'e'.repeat(40),
      message: 'Add gift cards',
      author: JANE,
    },
    announcedAt: AT,
    announcedBy: 'ci',
    environments: ['staging'],
    eligibility: [
      {
        environment: 'production',
        status: 'eligible',
        reason: 'Verified in staging.',
      },
    ],
    ...release,
  };
}

export function sampleCandidate(candidate: Partial<Candidate> = {}): Candidate {
  return {
    on: 'gitTag',
    name: 'v1.6.0',
    images: ['shop'],
    status: 'waiting',
    reason: 'Waits for shop. registry.example.com/shop:v1.6.0 is not there.',
    author: 'jane <jane@example.com>',
    commit: 'f'.repeat(40),
    seenAt: AT,
    eligibility: [
      {
        environment: 'staging',
        status: 'excluded',
        reason: 'staging accepts image; this comes from gitTag.',
      },
    ],
    ...candidate,
  };
}

export function sampleClusterState(
  state: Partial<ClusterState> = {},
): ClusterState {
  return {
    engine: 'kubernetes',
    cluster: 'prod',
    namespace: 'shop',
    mode: 'sync',
    sync: 'Drifted',
    health: 'Healthy',
    drifted: 1,
    sentence: 'What changed in the cluster is shown and left alone.',
    revision: CURRENT_COMMIT,
    asOf: AT,
    ...state,
  };
}

export function sampleField(field: Partial<FieldDrift> = {}): FieldDrift {
  return {
    path: '/spec/replicas',
    kind: 'Changed',
    git: '2',
    cluster: '5',
    by: [{ manager: 'kubectl-edit', operation: 'Update', time: AT }],
    ...field,
  };
}

/** An object that differs by one field; `name` is part of its id. */
export function sampleObject(
  object: Partial<ObservedObject> = {},
): ObservedObject {
  const { name = 'web', kind = 'Deployment', group = 'apps' } = object;
  return {
    id: `${group}/${kind}/shop/${name}`,
    group,
    version: 'v1',
    kind,
    namespace: 'shop',
    name,
    sync: 'Drifted',
    health: 'Healthy',
    fields: [sampleField()],
    ...object,
  };
}

export function sampleDriftReport(
  report: Partial<DriftReport> = {},
): DriftReport {
  return {
    state: sampleClusterState(),
    revisionUrl: `https://git.example.com/commit/${CURRENT_COMMIT}`,
    objects: [sampleObject()],
    warnings: [],
    ...report,
  };
}

export function samplePlan(plan: Partial<PromotionPlan> = {}): PromotionPlan {
  return {
    differences: [
      { path: 'values.yaml', patch: '@@ -1 +1 @@\n-tag: 1.5.0\n+tag: 1.4.2\n' },
    ],
    gates: [],
    warnings: [],
    affects: [],
    ...plan,
  };
}

export function sampleViolation(violation: Partial<Violation> = {}): Violation {
  return {
    commit: CURRENT_COMMIT,
    commitUrl: `https://git.example.com/commit/${CURRENT_COMMIT}`,
    at: AT,
    by: { name: 'mallory' },
    kind: 'foreign',
    files: ['production/values.yaml'],
    reason: 'Pushed past the gates.',
    ...violation,
  };
}

/** A freeze, hold or rejection by jane. */
export function sampleDecision(decision: Partial<Decision> = {}): Decision {
  return { by: JANE, at: AT, reason: 'Black Friday', ...decision };
}
