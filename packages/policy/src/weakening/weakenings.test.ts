import type { ApprovalRule, EnvironmentPolicy } from '../facts';
import { SRE, strictTerms } from '../__testUtils__/terms';
import type { Window } from '../windows/Window';
import type { EnvironmentTerms } from './EnvironmentTerms';
import { weakenings } from './weakenings';

type Edit = Partial<EnvironmentTerms>;

const [[monToThu]] = strictTerms.policy.windows;
const friday: Window = {
  ...monToThu,
  kind: 'deny',
  recurrence: { kind: 'weekly', days: [5], from: 0, to: 1_440 },
  text: 'Fri',
};

const policy = (changes: Partial<EnvironmentPolicy>): Edit => ({
  policy: { ...strictTerms.policy, ...changes },
});
const approvals = (changes: Partial<ApprovalRule>): Edit =>
  policy({ approvals: { ...strictTerms.policy.approvals, ...changes } });
const rollback = (changes: Partial<EnvironmentPolicy['rollback']>): Edit =>
  policy({ rollback: { ...strictTerms.policy.rollback, ...changes } });
const windows = (...sets: Window[][]): Edit => policy({ windows: sets });
const lock = { kind: 'Deployment', pointers: ['/spec/replicas'] };
const ignored = { kind: 'Deployment', pointers: ['/spec/replicas'] };
const [byImage, byPullRequest] = strictTerms.releases;

/** What loosens the strict environment, and what is said of it. */
const LOOSER: Array<[string, Edit, string]> = [
  [
    'protection switched off',
    policy({ protected: false }),
    'protected goes from true to false.',
  ],
  [
    'fewer approvals',
    approvals({ count: 1 }),
    'gates.approvals.count goes from 2 to 1.',
  ],
  [
    'more who may approve',
    approvals({ from: [SRE, 'user:default/otto'] }),
    `gates.approvals.from goes from ${SRE} to ${SRE}, user:default/otto.`,
  ],
  [
    'others who may approve',
    approvals({ from: ['group:default/all'] }),
    `gates.approvals.from goes from ${SRE} to group:default/all.`,
  ],
  [
    'everyone may approve',
    approvals({ from: undefined }),
    `gates.approvals.from goes from ${SRE} to everyone.`,
  ],
  [
    'fewer excluded',
    approvals({ exclude: ['requester', 'lastPusher'] }),
    'gates.approvals.exclude goes from requester, sourceAuthor to requester, lastPusher.',
  ],
  [
    'an upstream left out',
    policy({ after: ['staging'] }),
    'after goes from qa, staging to staging.',
  ],
  [
    'another upstream',
    policy({ after: ['qa', 'dev'] }),
    'after goes from qa, staging to qa, dev.',
  ],
  [
    'any upstream',
    policy({ upstream: 'any' }),
    'gates.upstream goes from all to any.',
  ],
  [
    'a shorter soak',
    policy({ soak: 5_400_000 }),
    'gates.soak goes from 2h to 1h30m.',
  ],
  ['no soak', policy({ soak: 0 }), 'gates.soak goes from 2h to 0s.'],
  [
    'a check left out',
    policy({ checks: { pullRequest: ['ci/scan'], source: ['ci/test'] } }),
    'gates.checks.pullRequest goes from ci/lint to ci/scan.',
  ],
  [
    'a check of the source left out',
    policy({ checks: { pullRequest: ['ci/lint'], source: [] } }),
    'gates.checks.source goes from ci/test to none.',
  ],
  [
    'no windows',
    windows(),
    'gates.windows goes from allow Mon-Thu 09:00-16:00 Europe/Berlin to none.',
  ],
  [
    'a window changed, even where it is shorter',
    windows([{ ...monToThu, recurrence: friday.recurrence, text: 'Mon' }]),
    'gates.windows goes from allow Mon-Thu 09:00-16:00 Europe/Berlin to allow Mon Europe/Berlin.',
  ],
  [
    'a window in another zone',
    windows([{ ...monToThu, timezone: 'UTC' }]),
    'gates.windows goes from allow Mon-Thu 09:00-16:00 Europe/Berlin to allow Mon-Thu 09:00-16:00 UTC.',
  ],
  [
    'another window to go in',
    windows([monToThu, { ...friday, kind: 'allow' }]),
    'gates.windows goes from allow Mon-Thu 09:00-16:00 Europe/Berlin to allow Mon-Thu 09:00-16:00 Europe/Berlin; allow Fri Europe/Berlin.',
  ],
  [
    'people whom a window does not stop',
    windows([{ ...monToThu, exempt: [SRE] }]),
    `gates.windows goes from allow Mon-Thu 09:00-16:00 Europe/Berlin to allow Mon-Thu 09:00-16:00 Europe/Berlin but for ${SRE}.`,
  ],
  [
    'a window more that hides one from people whom it does not stop',
    windows([monToThu, { ...friday, exempt: [SRE] }]),
    `gates.windows goes from allow Mon-Thu 09:00-16:00 Europe/Berlin to allow Mon-Thu 09:00-16:00 Europe/Berlin; deny Fri Europe/Berlin but for ${SRE}.`,
  ],
  [
    'commits in place of pull requests',
    policy({ promote: 'commit' }),
    'promote goes from pullRequest to commit.',
  ],
  [
    'merged by itself',
    policy({ merge: 'auto' }),
    'merge goes from manual to auto.',
  ],
  [
    'more triggers',
    policy({ accepts: ['image', 'pullRequest'] }),
    'accepts goes from image to image, pullRequest.',
  ],
  [
    'rollbacks by commit',
    rollback({ by: 'commit' }),
    'rollback.by goes from pullRequest to commit.',
  ],
  [
    'rollbacks without approval',
    rollback({ approvals: { count: 0, exclude: [] } }),
    `rollback.gates.approvals.count goes from 1 to 0. rollback.gates.approvals.from goes from ${SRE} to everyone. rollback.gates.approvals.exclude goes from requester to none.`,
  ],
  [
    'an objective left out',
    policy({ unsupported: [] }),
    'gates goes from slo to none.',
  ],
  [
    'another address asked',
    policy({ http: [{ name: 'change', url: 'https://yes.example' }] }),
    'gates.http goes from { name: change, url: https://ask.example/change } to { name: change, url: https://yes.example }.',
  ],
  [
    'a lock taken away',
    { locked: [] },
    `locked goes from /spec/replicas of Deployment for ${SRE} to none.`,
  ],
  [
    'a lock that more may open',
    { locked: [{ ...lock, groups: [SRE, 'group:default/all'] }] },
    `locked goes from /spec/replicas of Deployment for ${SRE} to /spec/replicas of Deployment for ${SRE}, group:default/all.`,
  ],
  [
    'violations only shown',
    { onViolation: 'show' },
    'onViolation goes from revert to show.',
  ],
  [
    'drift left alone',
    { reconcile: 'sync' },
    'reconcile goes from heal to sync.',
  ],
  [
    'a field that is not looked at',
    { ignore: [ignored] },
    'ignore goes from none to { kind: Deployment, mode: adopt, pointer: /spec/replicas }.',
  ],
  [
    'another repository',
    { repository: 'https://git.example/acme/other' },
    'repository goes from https://git.example/acme/deploy to https://git.example/acme/other.',
  ],
  ['another branch', { branch: 'next' }, 'branch goes from main to next.'],
  [
    'another path',
    { path: 'envs/other' },
    'path goes from envs/production to envs/other.',
  ],
  [
    'another namespace',
    { target: { cluster: 'live', namespace: 'other' } },
    'target goes from { cluster: live, namespace: payments } to { cluster: live, namespace: other }.',
  ],
  [
    'no cluster',
    { target: undefined },
    'target goes from { cluster: live, namespace: payments } to none.',
  ],
  [
    'CI of another repository',
    {
      announce: {
        ...strictTerms.announce,
        repository: 'https://git.example/acme/other',
      },
    },
    'announce.repository goes from none to https://git.example/acme/other.',
  ],
  [
    'CI on another ref',
    {
      announce: {
        ...strictTerms.announce,
        refs: ['refs/heads/main', 'refs/heads/*'],
      },
    },
    'announce.refs goes from refs/heads/main, refs/tags/* to refs/heads/main, refs/heads/*.',
  ],
  [
    'CI on any ref',
    { announce: { environment: 'release' } },
    'announce.refs goes from refs/heads/main, refs/tags/* to any.',
  ],
  [
    'CI outside of its environment',
    { announce: { refs: strictTerms.announce?.refs } },
    'announce.environment goes from release to none.',
  ],
  ['another tier', { tier: 'qa' }, 'tier goes from production to qa.'],
  ['no tier', { tier: undefined }, 'tier goes from production to none.'],
  [
    'another engine',
    { engine: 'flux' },
    'engine goes from kubernetes to flux.',
  ],
  [
    'another image',
    { images: ['ghcr.io/acme/other'] },
    'images goes from ghcr.io/acme/payments to ghcr.io/acme/other.',
  ],
  [
    'an image more',
    { images: ['ghcr.io/acme/payments', 'ghcr.io/acme/other'] },
    'images goes from ghcr.io/acme/payments to ghcr.io/acme/payments, ghcr.io/acme/other.',
  ],
  [
    'another place to write to',
    { edits: [{ image: 'app', file: 'values.yaml', path: '/tag' }] },
    'edits goes from none to { file: values.yaml, image: app, path: /tag }.',
  ],
  [
    'other releases',
    { releases: [{ ...byImage, tags: '.*' }, byPullRequest] },
    'releases goes from { image: app, on: image, select: semver, tags: ^v } to { image: app, on: image, select: semver, tags: .* }.',
  ],
  [
    'more releases',
    { releases: [byImage, { on: 'image', tags: '^rc' }] },
    'releases goes from { image: app, on: image, select: semver, tags: ^v } to { image: app, on: image, select: semver, tags: ^v }, { on: image, tags: ^rc }.',
  ],
  [
    'somebody else at its files',
    { neighbours: ['everything'] },
    'What else is written to the same files goes from none to everything.',
  ],
];

describe('weaker', () => {
  it.each(LOOSER)('%s', (_, edit, sentence) => {
    const looser = { ...strictTerms, ...edit };
    expect(weakenings(strictTerms, looser).join(' ')).toBe(sentence);
  });

  it('is an environment that is gone, or has another name', () => {
    expect(weakenings(strictTerms, undefined)).toEqual([
      'production is not declared any more.',
    ]);
  });

  it('is told one by one', () => {
    const looser = { ...strictTerms, ...policy({ soak: 0, merge: 'auto' }) };
    expect(weakenings(strictTerms, { ...looser, onViolation: 'show' })).toEqual(
      [
        'gates.soak goes from 2h to 0s.',
        'merge goes from manual to auto.',
        'onViolation goes from revert to show.',
      ],
    );
  });
});

/** What no one need be asked about, from the strict environment to this one. */
const NO_LOOSER: Array<[string, Edit]> = [
  ['more approvals', approvals({ count: 3 })],
  [
    'more excluded',
    approvals({ exclude: ['requester', 'sourceAuthor', 'lastPusher'] }),
  ],
  ['another upstream besides', policy({ after: ['dev', 'staging', 'qa'] })],
  ['a longer soak', policy({ soak: 7_200_001 })],
  [
    'more checks',
    policy({ checks: { pullRequest: ['x', 'ci/lint'], source: ['ci/test'] } }),
  ],
  ['a window to stay away in', windows([monToThu, friday])],
  [
    'another set of windows',
    windows([monToThu], [{ ...friday, exempt: [SRE] }]),
  ],
  [
    'a window in other words',
    windows([{ ...monToThu, text: 'Mon,Tue,Wed,Thu 09:00-16:00' }]),
  ],
  ['another way with newer releases', policy({ onNewer: 'update' })],
  ['fewer releases', { releases: [] }],
  [
    'other releases of triggers that are not accepted',
    { releases: [byImage, { ...byPullRequest, forks: true }] },
  ],
  [
    'another gate',
    policy({ http: [...strictTerms.policy.http, { name: 'x', url: 'y' }] }),
  ],
  [
    'another lock',
    { locked: [...strictTerms.locked, { ...lock, groups: [] }] },
  ],
];

describe('not weaker', () => {
  it.each(NO_LOOSER)('%s', (_, edit) => {
    expect(weakenings(strictTerms, { ...strictTerms, ...edit })).toEqual([]);
  });

  it.each<[string, Edit, Edit]>([
    [
      'approvals where none were asked for, whoever gives them',
      approvals({ count: 0 }),
      approvals({ from: undefined, exclude: [] }),
    ],
    ['a first upstream', policy({ after: [] }), policy({ after: ['dev'] })],
    [
      'a first upstream, or any of several',
      policy({ after: [] }),
      policy({ after: ['dev', 'qa'], upstream: 'any' }),
    ],
    [
      'fewer ways in, where one is enough',
      policy({ upstream: 'any' }),
      policy({ after: ['qa'], upstream: 'any' }),
    ],
    [
      'all of what was one of several',
      policy({ upstream: 'any' }),
      policy({ after: ['qa', 'dev'], upstream: 'all' }),
    ],
    [
      'a time to go in, where all times were',
      windows([friday]),
      windows([friday, monToThu]),
    ],
    ['a first cluster', { target: undefined }, {}],
    ['jobs of CI that are asked for more', { announce: undefined }, {}],
    [
      'fewer refs of CI',
      {},
      { announce: { ...strictTerms.announce, refs: ['refs/heads/main'] } },
    ],
    [
      'a field that is looked at again',
      {
        ignore: [{ ...ignored, pointers: ['/spec/replicas', '/spec/paused'] }],
      },
      { ignore: [ignored] },
    ],
    [
      'the same in another order',
      { images: ['a', 'b'], edits: [] },
      { images: ['b', 'a'], edits: [] },
    ],
  ])('%s', (_, before, after) => {
    expect(
      weakenings({ ...strictTerms, ...before }, { ...strictTerms, ...after }),
    ).toEqual([]);
  });

  it.each<[string, Edit, Edit]>([
    [
      'one more way in, where one is enough',
      policy({ after: ['qa'], upstream: 'any' }),
      policy({ upstream: 'any' }),
    ],
    [
      'all of others than one of which was enough',
      policy({ after: ['qa'], upstream: 'any' }),
      policy({ after: ['dev'], upstream: 'all' }),
    ],
    ['no upstream at all', policy({ upstream: 'any' }), policy({ after: [] })],
  ])('unlike %s', (_, before, after) => {
    expect(
      weakenings({ ...strictTerms, ...before }, { ...strictTerms, ...after }),
    ).not.toEqual([]);
  });
});
