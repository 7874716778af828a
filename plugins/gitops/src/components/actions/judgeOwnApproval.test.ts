import { samplePromotion } from '../../__testUtils__/samples';
import { judgeOwnApproval } from './judgeOwnApproval';

const DANA = {
  userEntityRef: 'user:default/dana',
  ownershipEntityRefs: ['user:default/dana', 'group:default/payments-team'],
};

const waitingFor = (who: string[], except: [string, string][] = []) =>
  samplePromotion({
    gates: [
      { name: 'freeze', status: 'passed', reason: 'Nothing is frozen.' },
      {
        name: 'approvals',
        status: 'needsSomeone',
        reason: 'Waits for 1 approval; 0 given.',
        who,
        except: except.map(([entityRef, reason]) => ({ entityRef, reason })),
      },
    ],
  });

describe('judgeOwnApproval', () => {
  it.each<[string, string[], [string, string][], object]>([
    ['anyone is asked', [], [], { status: 'counts' }],
    [
      'their group is asked',
      ['group:default/sre', 'group:default/payments-team'],
      [],
      { status: 'counts' },
    ],
    ['they are asked', ['user:default/dana'], [], { status: 'counts' }],
    [
      'another group is asked',
      ['group:default/sre'],
      [],
      { status: 'doubtful' },
    ],
    [
      'somebody else is excepted',
      [],
      [['user:default/ravi', 'approved already']],
      { status: 'counts' },
    ],
    [
      'they are excepted from their group',
      ['group:default/payments-team'],
      [['user:default/dana', 'wrote the source commit']],
      {
        status: 'useless',
        sentence: 'You wrote the source commit; others must approve.',
      },
    ],
  ])('where %s', (_, who, except, expected) => {
    expect(judgeOwnApproval(waitingFor(who, except), DANA)).toEqual(expected);
  });
});
