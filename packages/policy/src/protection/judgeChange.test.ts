import { approval, rule } from '../__testUtils__/facts';
import type { LockedField } from '../facts';
import {
  type ChangeFacts,
  judgeChange,
  type PullRequestFacts,
} from './judgeChange';

const sre = ['group:default/sre'];
const replicas: LockedField = {
  kind: 'Deployment',
  name: 'app',
  pointer: '/spec/replicas',
  groups: ['group:default/dba'],
};

function pull(changes: Partial<PullRequestFacts> = {}): PullRequestFacts {
  return {
    number: 7,
    author: { user: 'user:default/ann', login: 'ann', groups: [] },
    approvals: [],
    ...changes,
  };
}

function change(changes: Partial<ChangeFacts> = {}): ChangeFacts {
  return {
    environment: 'production',
    protection: 'protected',
    by: 'Ann',
    files: ['a', 'b'],
    ours: [],
    putBack: [],
    rule: rule({ count: 2, from: sre, exclude: ['lastPusher'] }),
    locked: [],
    ...changes,
  };
}

const bySre = approval('bob', { groups: sre, login: 'bob', via: 'host' });
const approved = pull({ approvals: [bySre] });

describe('judgeChange', () => {
  it.each<[string, Partial<ChangeFacts>, string[]]>([
    ['this suite wrote it all', { ours: ['a', 'b'] }, ['a', 'b']],
    ['someone of the rule approved it', { pullRequest: approved }, ['a', 'b']],
    ['all of it puts back what was there', { putBack: ['a', 'b'] }, []],
    [
      'this suite wrote a part and the rest is put back',
      { ours: ['a'], putBack: ['b'] },
      ['a'],
    ],
    ['nobody protects it', { protection: 'lockedFieldsOnly' }, ['a', 'b']],
    [
      'the author may change what is locked',
      {
        locked: [replicas],
        pullRequest: pull({
          author: {
            user: 'user:default/ann',
            login: 'ann',
            groups: replicas.groups,
          },
          approvals: [bySre],
        }),
      },
      ['a', 'b'],
    ],
    [
      'another approver may change what is locked',
      {
        locked: [replicas],
        pullRequest: pull({
          approvals: [bySre, approval('cid', { groups: replicas.groups })],
        }),
      },
      ['a', 'b'],
    ],
  ])('fine: %s', (_, changes, legitimate) => {
    expect(judgeChange(change(changes))).toEqual({
      status: 'fine',
      legitimate,
    });
  });

  it.each<[string, Partial<ChangeFacts>, object]>([
    [
      'pushed past pull requests',
      {},
      {
        kind: 'foreign',
        files: ['a', 'b'],
        legitimate: [],
        reason:
          'Ann changed production, which is protected, without a pull request.',
      },
    ],
    [
      'more than this suite wrote',
      { ours: ['a'] },
      { kind: 'foreign', files: ['b'], legitimate: ['a'] },
    ],
    [
      'more than is put back',
      { putBack: ['b'] },
      { kind: 'foreign', files: ['a'] },
    ],
    [
      'a pull request that nobody approved',
      { pullRequest: pull() },
      {
        kind: 'unapproved',
        reason:
          'Pull request #7 by Ann changed production, which is protected, without an approval by sre.',
      },
    ],
    [
      'approved by others than the rule takes',
      { pullRequest: pull({ approvals: [approval('cid')] }) },
      {
        kind: 'unapproved',
        reason:
          'Pull request #7 by Ann changed production, which is protected, without an approval by sre that counts: cid is not among sre.',
      },
    ],
    [
      'approved by its author, whatever the rule excludes',
      {
        rule: rule({ exclude: [] }),
        pullRequest: pull({ approvals: [approval('ann')] }),
      },
      {
        kind: 'unapproved',
        reason: expect.stringMatching(/: ann requested this\.$/),
      },
    ],
    [
      'approved by its author, who is nobody in the catalog',
      {
        rule: rule({ count: 0, exclude: [] }),
        pullRequest: pull({
          author: { login: 'x', groups: [] },
          approvals: [approval('x', { user: undefined, login: 'x' })],
        }),
      },
      { kind: 'unapproved' },
    ],
    [
      'approved by who pushed last',
      {
        pullRequest: pull({
          lastPusher: 'user:default/bob',
          approvals: [bySre],
        }),
      },
      { kind: 'unapproved' },
    ],
    [
      'approved before it was changed',
      {
        pullRequest: pull({
          approvals: [{ ...bySre, content: 'outdated' }],
        }),
      },
      { kind: 'unapproved' },
    ],
    [
      'an environment that asks for no approval of promotions is still protected',
      { rule: rule({ count: 0 }), pullRequest: pull() },
      { kind: 'unapproved' },
    ],
    [
      'a locked field that none of them stands behind',
      { locked: [replicas], pullRequest: approved },
      {
        kind: 'locked',
        reason:
          'Pull request #7 by Ann changed /spec/replicas of Deployment app, which only dba may change, in production.',
      },
    ],
    [
      'a locked field, pushed: what Git says of an author is no proof',
      { locked: [replicas], protection: 'lockedFieldsOnly' },
      {
        kind: 'locked',
        reason:
          'Ann changed /spec/replicas of Deployment app, which only dba may change, in production.',
      },
    ],
  ])('violation: %s', (_, changes, verdict) => {
    expect(judgeChange(change(changes))).toMatchObject({
      status: 'violation',
      ...verdict,
    });
  });
});
