import fc from 'fast-check';
import type { ApprovalRule, EnvironmentPolicy } from '../../facts';
import { parseWindow, type WindowText } from '../../windows/parseWindow';
import type { Window } from '../../windows/Window';

/** `production` comes after `qa` and `perf`, and both come after `dev`: a fan-out and a fan-in. */
export type EnvironmentName = 'dev' | 'qa' | 'perf' | 'production';

/** What a sequence is played on. A new gate adds what it is declared with here. */
export interface Setup {
  /** Without `diamond` production follows dev at once. */
  shape: 'pair' | 'diamond';
  onNewer: EnvironmentPolicy['onNewer'];
  merge: EnvironmentPolicy['merge'];
  /** How perf is promoted into; dev goes by commit, qa and production by pull request. */
  promote: EnvironmentPolicy['promote'];
  upstream: EnvironmentPolicy['upstream'];
  approvals: ApprovalRule;
  protected: boolean;
  /** In minutes. */
  soak: number;
  windows: 'always' | 'office' | 'officeButForSre';
  checks: 'none' | 'pullRequest' | 'source';
  http: 'none' | 'asked';
  rollback: { by: 'commit' | 'pullRequest'; count: number };
}

export const SRE = 'group:default/sre';

function windowsOf(written: WindowText): Window[][] {
  const parsed = parseWindow(written);
  if (parsed.status === 'invalid') throw new Error(parsed.reason);
  return [[parsed.window]];
}

/** The minute after five is the last call: at five sharp it is too late. */
const WINDOWS: Record<Setup['windows'], Window[][]> = {
  always: [],
  office: windowsOf({ allow: 'Mon-Fri 09:00-17:01' }),
  officeButForSre: windowsOf({ allow: 'Mon-Fri 09:00-17:01', exempt: [SRE] }),
};

/** The endpoint that an http gate asks. */
export const CHANGE = { name: 'change', url: 'https://change.example/gate' };

const NO_APPROVAL: ApprovalRule = { count: 0, exclude: ['requester'] };

/** The environments of a set-up, those that others come after first. */
export function environmentsOf(setup: Setup): EnvironmentPolicy[] {
  const plain: EnvironmentPolicy = {
    name: 'dev',
    after: [],
    protected: false,
    promote: 'commit',
    merge: 'auto',
    onNewer: setup.onNewer,
    accepts: ['image', 'pullRequest'],
    upstream: 'all',
    soak: 0,
    checks: { pullRequest: [], source: [] },
    windows: [],
    http: [],
    approvals: NO_APPROVAL,
    rollback: { by: 'commit', approvals: NO_APPROVAL },
    unsupported: [],
  };
  const production: EnvironmentPolicy = {
    ...plain,
    name: 'production',
    after: setup.shape === 'pair' ? ['dev'] : ['qa', 'perf'],
    accepts: ['image'],
    protected: setup.protected,
    promote: 'pullRequest',
    merge: setup.merge,
    upstream: setup.upstream,
    soak: setup.soak * 60_000,
    checks: {
      pullRequest: setup.checks === 'pullRequest' ? ['ci/lint'] : [],
      source: setup.checks === 'source' ? ['ci/test'] : [],
    },
    windows: WINDOWS[setup.windows],
    approvals: setup.approvals,
    rollback: {
      by: setup.rollback.by,
      approvals: { count: setup.rollback.count, exclude: ['requester'] },
    },
    http: setup.http === 'asked' ? [CHANGE] : [],
  };
  if (setup.shape === 'pair') return [plain, production];
  const qa: EnvironmentPolicy = {
    ...plain,
    name: 'qa',
    after: ['dev'],
    promote: 'pullRequest',
    rollback: { by: 'pullRequest', approvals: NO_APPROVAL },
  };
  const perf = { ...qa, name: 'perf', promote: setup.promote };
  return [plain, qa, perf, production];
}

const often = <T>(usual: T, ...others: T[]) =>
  fc.constantFrom(usual, usual, usual, ...others);

/** Any pipeline; the plainest first, which failures shrink to. */
export const anySetup: fc.Arbitrary<Setup> = fc.record({
  shape: fc.constantFrom('pair', 'diamond'),
  onNewer: fc.constantFrom('pin', 'update', 'queue'),
  merge: fc.constantFrom('auto', 'manual'),
  promote: fc.constantFrom('commit', 'pullRequest'),
  upstream: fc.constantFrom('all', 'any'),
  approvals: fc.constantFrom<ApprovalRule>(
    NO_APPROVAL,
    { count: 1, exclude: [] },
    { count: 1, exclude: ['requester', 'sourceAuthor', 'lastPusher'] },
    { count: 1, from: [SRE], exclude: ['requester'] },
    { count: 2, exclude: ['requester'] },
  ),
  protected: fc.boolean(),
  soak: often(0, 15),
  windows: often('always', 'office', 'officeButForSre'),
  checks: often('none', 'pullRequest', 'source'),
  http: often<Setup['http']>('none', 'none', 'asked'),
  rollback: fc.constantFrom<Setup['rollback']>(
    { by: 'commit', count: 0 },
    { by: 'pullRequest', count: 0 },
    { by: 'pullRequest', count: 1 },
  ),
} as const);
