import type { EnvironmentTerms } from '../weakening/EnvironmentTerms';
import { policy, rule } from './facts';

export const SRE = 'group:default/sre';
const BERLIN = 'Europe/Berlin';

/** An environment about which everything that can be strict is. */
export const strictTerms: EnvironmentTerms = {
  policy: policy({
    name: 'production',
    after: ['qa', 'staging'],
    protected: true,
    promote: 'pullRequest',
    merge: 'manual',
    accepts: ['image'],
    upstream: 'all',
    soak: 7_200_000,
    checks: { pullRequest: ['ci/lint'], source: ['ci/test'] },
    windows: [
      [
        {
          kind: 'allow',
          recurrence: {
            kind: 'weekly',
            days: [1, 2, 3, 4],
            from: 540,
            to: 960,
          },
          timezone: BERLIN,
          exempt: [],
          text: 'Mon-Thu 09:00-16:00',
        },
      ],
    ],
    approvals: rule({
      count: 2,
      from: [SRE],
      exclude: ['requester', 'sourceAuthor'],
    }),
    rollback: { by: 'pullRequest', approvals: rule({ count: 1, from: [SRE] }) },
    http: [{ name: 'change', url: 'https://ask.example/change' }],
    unsupported: ['slo'],
  }),
  tier: 'production',
  repository: 'https://git.example/acme/deploy',
  branch: 'main',
  path: 'envs/production',
  target: { cluster: 'live', namespace: 'payments' },
  engine: 'kubernetes',
  reconcile: 'heal',
  onViolation: 'revert',
  locked: [{ kind: 'Deployment', pointers: ['/spec/replicas'], groups: [SRE] }],
  ignore: [],
  images: ['ghcr.io/acme/payments'],
  edits: [],
  releases: [
    { on: 'image', image: 'app', tags: '^v', select: 'semver' },
    { on: 'pullRequest', tag: 'pr-{{number}}', forks: false },
  ],
  announce: {
    refs: ['refs/heads/main', 'refs/tags/*'],
    environment: 'release',
  },
  neighbours: [],
};
