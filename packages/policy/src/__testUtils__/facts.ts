import type {
  ApprovalFacts,
  ApprovalRule,
  EnvironmentFacts,
  EnvironmentPolicy,
  PromotionFacts,
  ReleaseFacts,
} from '../facts';

export const NOW = '2026-03-02T12:00:00Z';

export function rule(changes: Partial<ApprovalRule> = {}): ApprovalRule {
  return { count: 1, exclude: ['requester'], ...changes };
}

export function policy(
  changes: Partial<EnvironmentPolicy> = {},
): EnvironmentPolicy {
  return {
    name: 'staging',
    after: [],
    protected: false,
    promote: 'pullRequest',
    merge: 'auto',
    onNewer: 'pin',
    accepts: ['image', 'gitTag'],
    upstream: 'all',
    soak: 0,
    checks: { pullRequest: [], source: [] },
    windows: [],
    http: [],
    approvals: rule({ count: 0 }),
    rollback: { by: 'pullRequest', approvals: rule({ count: 0 }) },
    unsupported: [],
    ...changes,
  };
}

/** A release whose id is its version. */
export function release(
  version: string,
  changes: Partial<ReleaseFacts> = {},
): ReleaseFacts {
  return {
    id: version,
    version,
    triggers: ['image'],
    mutable: false,
    announcedAt: '2026-03-01T08:00:00Z',
    ...changes,
  };
}

/** A person's approval of what is proposed now. */
export function approval(
  user: string,
  changes: Partial<ApprovalFacts> = {},
): ApprovalFacts {
  return {
    user: `user:default/${user}`,
    via: 'portal',
    at: '2026-03-02T10:00:00Z',
    groups: [],
    account: 'person',
    content: 'current',
    ...changes,
  };
}

/** An automatic promotion of 1.1.0 that nobody has proposed yet. */
export function promotion(
  changes: Partial<PromotionFacts> = {},
): PromotionFacts {
  return {
    id: 'p1',
    kind: 'promotion',
    origin: 'automatic',
    release: release('1.1.0'),
    approvals: [],
    bypassed: [],
    content: 'pending',
    pullRequest: { status: 'none' },
    ...changes,
  };
}

export const asPlanned: PromotionFacts['pullRequest'] = {
  status: 'open',
  head: 'asPlanned',
};

/** 1.0.0 is deployed; 1.2.0 and 1.1.0 are newer, 1.2.0 the newest. */
export function environment(
  changes: Partial<EnvironmentFacts> = {},
): EnvironmentFacts {
  return {
    policy: policy(),
    now: NOW,
    deployed: { release: '1.0.0', version: '1.0.0' },
    releases: [release('1.2.0'), release('1.1.0'), release('1.0.0')],
    isNewer: ({ version }) => version > '1.0.0',
    upstream: [],
    freezes: [],
    declined: [],
    ...changes,
  };
}
