import type {
  Action,
  Gate,
  NextStep,
  PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import type { WaitingRow } from '../store/WaitingStore';
import { type Someone, waitingFor } from './waitingFor';

const SRE = 'group:default/sre';
const TEAM = 'group:default/payments-team';
const ravi: Someone = { user: 'user:default/ravi', groups: [SRE] };
const dana: Someone = { user: 'user:default/dana', groups: [TEAM] };
const otto: Someone = { user: 'user:default/otto', groups: [] };

const everything = new Set<Action>([
  'promotion.approve',
  'promotion.merge',
  'environment.hold',
  'environment.freeze',
  'environment.approve',
]);

const row = (changes: Partial<WaitingRow>): WaitingRow => ({
  entityRef: 'component:default/payments',
  name: 'production',
  title: 'Payments',
  protected: true,
  owners: [TEAM],
  ...changes,
});

const gate = (changes: Partial<Gate> = {}): Gate => ({
  name: 'approvals',
  status: 'needsSomeone',
  reason: 'Waits for 2 approvals by sre; 0 given.',
  who: [SRE],
  ...changes,
});

const proposed = (...gates: Gate[]) =>
  row({
    promotion: {
      id: 'p1',
      isOpen: true,
      createdAt: '2026-03-02T12:00:00.000Z',
      gates,
    },
    release: { id: 'r1', version: '1.1.0', mutable: false },
  });

const asks = (action: NextStep['action'], who?: string[]) =>
  row({ next: { sentence: 'Because.', action, who } });

const actions = (
  someone: Someone,
  one: WaitingRow,
  may: ReadonlySet<Action> = everything,
) => waitingFor(someone, one, may).map(({ action }) => action);

describe('waitingFor', () => {
  it('tells all that is needed to go there', () => {
    expect(waitingFor(ravi, proposed(gate()), everything)).toEqual([
      {
        entityRef: 'component:default/payments',
        title: 'Payments',
        environment: 'production',
        action: 'approve',
        sentence: 'Waits for 2 approvals by sre; 0 given.',
        promotion: 'p1',
        release: { id: 'r1', version: '1.1.0', mutable: false },
        since: '2026-03-02T12:00:00.000Z',
      },
    ]);
  });

  it.each<[string, Someone, WaitingRow, string[]]>([
    [
      'an approval, for the group that is asked',
      ravi,
      proposed(gate()),
      ['approve'],
    ],
    ['not for those who are not asked', dana, proposed(gate()), []],
    [
      'for everyone, where nobody is named',
      otto,
      proposed(gate({ who: [] })),
      ['approve'],
    ],
    [
      'not for whoever may not, though they are asked',
      ravi,
      proposed(
        gate({ except: [{ entityRef: ravi.user, reason: 'requested this' }] }),
      ),
      [],
    ],
    [
      'not once the gate passed',
      ravi,
      proposed(gate({ status: 'passed' })),
      [],
    ],
    [
      'for the owners of what it changes as well',
      dana,
      proposed(
        gate({ status: 'passed' }),
        gate({ name: 'owners', who: [TEAM] }),
      ),
      ['approve'],
    ],
    [
      'for those who may change what is locked',
      ravi,
      proposed(gate({ name: 'locked' })),
      ['approve'],
    ],
    [
      'not for a gate that no approval opens',
      ravi,
      proposed(gate({ name: 'freeze' })),
      [],
    ],
    ['a merge, for everyone who may', otto, asks('merge', []), ['merge']],
    ['a merge, for those who are named', otto, asks('merge', [SRE]), []],
    ['a hold, for whoever held', ravi, asks('resume', [ravi.user]), ['resume']],
    ['a hold, for the owners', dana, asks('resume', [ravi.user]), ['resume']],
    ['a hold, for nobody else', otto, asks('resume', [ravi.user]), []],
    [
      'a freeze, for whoever froze',
      ravi,
      asks('unfreeze', [ravi.user]),
      ['unfreeze'],
    ],
    ['a fix, for the owners', dana, asks('fix', []), ['fix']],
    ['a fix, for whoever is named', ravi, asks('fix', [ravi.user]), ['fix']],
    ['a fix, then not for the owners', dana, asks('fix', [ravi.user]), []],
    ['nothing, where it waits for time', dana, asks('wait', []), []],
    ['nothing, where nothing is said', dana, row({}), []],
  ])('%s', (_, someone, one, found) => {
    expect(actions(someone, one)).toEqual(found);
  });

  it.each<[WaitingRow, Someone]>([
    [proposed(gate()), ravi],
    [asks('merge', []), ravi],
    [asks('resume', [ravi.user]), ravi],
    [asks('unfreeze', [ravi.user]), ravi],
  ])('asks nothing of those who are not permitted to do it', (one, someone) => {
    expect(actions(someone, one, new Set())).toEqual([]);
  });

  it('lists several things in one order', () => {
    expect(
      actions(ravi, {
        ...proposed(gate()),
        next: { sentence: 'Frozen.', action: 'unfreeze', who: [SRE] },
      }),
    ).toEqual(['approve', 'unfreeze']);
  });

  it('asks nothing of what is not proposed yet', () => {
    const one = proposed(gate());
    expect(
      actions(ravi, {
        ...one,
        promotion: one.promotion && { ...one.promotion, isOpen: false },
      }),
    ).toEqual([]);
  });

  it('asks once to accept an edit that weakens several environments', () => {
    const pendingPolicy: PolicyEdit = {
      commit: 'c1',
      commitUrl: '',
      at: '2026-03-01T12:00:00.000Z',
      by: { name: 'dana' },
      weakens: [
        { environment: 'production', sentence: '2 approvals become 1.' },
        { environment: 'staging', sentence: '1 approval becomes 0.' },
      ],
    };
    expect(waitingFor(ravi, row({ pendingPolicy }), everything)).toMatchObject([
      {
        action: 'accept',
        sentence: '2 approvals become 1.',
        since: '2026-03-01T12:00:00.000Z',
      },
    ]);
    expect(actions(ravi, row({ pendingPolicy, name: 'staging' }))).toEqual([]);
    const authors = [{ name: 'ravi', entityRef: ravi.user }];
    expect(
      actions(ravi, row({ pendingPolicy: { ...pendingPolicy, authors } })),
    ).toEqual([]);
  });
});
