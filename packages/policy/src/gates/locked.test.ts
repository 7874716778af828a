import { approval, promotion } from '../__testUtils__/facts';
import type { LockedFacts, LockedField, PromotionFacts } from '../facts';
import { lockedGate } from './locked';

const replicas: LockedField = {
  kind: 'Deployment',
  name: 'app',
  pointer: '/spec/replicas',
  groups: ['group:default/sre'],
};
const schema: LockedField = {
  kind: 'ConfigMap',
  name: 'db',
  pointer: '/data/schema',
  groups: ['group:default/dba', 'user:default/eve'],
};
const known = (
  fields: LockedField[],
  requesterGroups: string[] = [],
): LockedFacts => ({ status: 'known', fields, requesterGroups });
const sre = { groups: ['group:default/sre'] };

describe('lockedGate', () => {
  it.each<[string, LockedFacts, Partial<PromotionFacts>, object]>([
    [
      'nothing locked changes',
      known([]),
      {},
      { status: 'passed', reason: 'No locked field changes.' },
    ],
    [
      'nobody who may has agreed',
      known([replicas]),
      { requester: 'user:default/ann' },
      {
        status: 'needsSomeone',
        reason:
          'Changes /spec/replicas of Deployment app, which only sre may change: waits for an approval by one of them.',
        who: ['group:default/sre'],
      },
    ],
    [
      'someone who may asked for it',
      known([replicas], sre.groups),
      { requester: 'user:default/ann' },
      {
        status: 'passed',
        reason: 'Someone who may change the locked fields agrees.',
      },
    ],
    [
      'someone who may approves it',
      known([replicas]),
      { approvals: [approval('bob', sre)] },
      { status: 'passed' },
    ],
    [
      'what they approved was something else',
      known([replicas]),
      { approvals: [approval('bob', { ...sre, content: 'outdated' })] },
      { status: 'needsSomeone' },
    ],
    [
      'a machine of the group does not count',
      known([replicas]),
      { approvals: [approval('bot', { ...sre, account: 'bot' })] },
      { status: 'needsSomeone' },
    ],
    [
      'a person may be named themselves',
      known([schema]),
      { approvals: [approval('eve')] },
      { status: 'passed' },
    ],
    [
      'each field wants one of its own',
      known([replicas, schema, { ...schema, pointer: '/data/size' }]),
      { approvals: [approval('bob', sre)] },
      {
        status: 'needsSomeone',
        reason:
          'Changes /data/schema of ConfigMap db, which only dba or eve may change (and 1 more locked): waits for an approval by one of them.',
        who: schema.groups,
      },
    ],
    [
      'what cannot be rendered is not taken for no change',
      { status: 'unknown', reason: 'the chart is broken.' },
      { approvals: [approval('bob', sre)] },
      {
        status: 'failed',
        reason:
          'Whether this changes a locked field cannot be said: the chart is broken.',
      },
    ],
  ])('%s', (_, locked, changes, verdict) => {
    expect(lockedGate(locked, promotion(changes))).toMatchObject({
      name: 'locked',
      ...verdict,
    });
  });
});
