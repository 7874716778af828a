import { rulesOf } from './branchRules';

const NONE = { approvals: 0, resolved: false, checks: [] };

const classic = {
  requiredApprovingReviewCount: 1,
  requiredStatusCheckContexts: ['gitops', null, 'build'],
  requiresConversationResolution: false,
};

describe('rulesOf', () => {
  it.each([
    ['a branch that is gone', null],
    ['a branch without rules', { refUpdateRule: null, rules: null }],
    [
      'rules that ask nothing of a merge',
      {
        refUpdateRule: null,
        rules: { nodes: [{ parameters: null }, { parameters: {} }] },
      },
    ],
  ])('of %s', (_, baseRef) => {
    expect(rulesOf({ baseRef })).toEqual(NONE);
  });

  it('takes what classic protection and rulesets ask together', () => {
    const parameters = [
      { requiredApprovingReviewCount: 2, requiredReviewThreadResolution: true },
      { requiredStatusChecks: [{ context: 'build' }, { context: 'lint' }] },
    ];
    expect(
      rulesOf({
        baseRef: {
          refUpdateRule: classic,
          rules: { nodes: parameters.map(one => ({ parameters: one })) },
        },
      }),
    ).toEqual({
      approvals: 2,
      resolved: true,
      checks: ['gitops', 'build', 'lint'],
    });
  });

  it('takes the more approvals of the two', () => {
    const rules = {
      nodes: [{ parameters: { requiredApprovingReviewCount: 0 } }],
    };
    const baseRef = { refUpdateRule: classic, rules };
    expect(rulesOf({ baseRef }).approvals).toBe(1);
  });
});
