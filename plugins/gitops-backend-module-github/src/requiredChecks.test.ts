import type { ContextNode } from './pullAnswer';
import { requiredChecksOf } from './requiredChecks';

function run(
  name: string,
  conclusion: string | null,
  isRequired = true,
): ContextNode {
  const status = conclusion ? 'COMPLETED' : 'IN_PROGRESS';
  return { name, status, conclusion, title: null, isRequired };
}

function reported(
  context: string,
  state: string,
  isRequired = true,
): ContextNode {
  return { context, state, description: null, isRequired };
}

describe('requiredChecksOf', () => {
  it.each<[string, ContextNode[], string]>([
    ['a run that goes on', [run('build', null)], 'pending'],
    ['a run that passed', [run('build', 'SUCCESS')], 'success'],
    ['a run that was skipped', [run('build', 'SKIPPED')], 'success'],
    ['a run that took too long', [run('build', 'TIMED_OUT')], 'failure'],
    ['a status', [reported('build', 'SUCCESS')], 'success'],
    ['a status that is expected', [reported('build', 'EXPECTED')], 'pending'],
    ['an error', [reported('build', 'ERROR')], 'failure'],
    [
      'the worst of one name',
      [run('build', 'SUCCESS'), reported('build', 'FAILURE')],
      'failure',
    ],
    ['nothing', [], 'pending'],
    [
      'somebody whom the rule does not accept',
      [reported('build', 'SUCCESS', false)],
      'pending',
    ],
  ])('takes %s', (_, contexts, state) => {
    expect(requiredChecksOf(contexts, ['build'])).toEqual([
      { context: 'build', state },
    ]);
  });

  it('lists what GitHub requires for a reason that is not told', () => {
    const contexts = [
      run('organization', 'FAILURE'),
      run('optional', 'FAILURE', false),
    ];
    expect(requiredChecksOf(contexts, [])).toEqual([
      { context: 'organization', state: 'failure' },
    ]);
  });
});
