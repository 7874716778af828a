import type { CommitStatus } from '@backstage-gitops/plugin-gitops-node';
import { requiredChecks } from './requiredChecks';

const status = (context: string, state: CommitStatus['state']) => ({
  context,
  state,
  description: '',
});

describe('requiredChecks', () => {
  it.each([
    ['nothing where no rule asks', undefined, ['a: success'], []],
    ['what was not reported', ['gitops'], [], ['gitops: pending']],
    ['what succeeded', ['gitops'], ['gitops: success'], ['gitops: success']],
    [
      'the worst that a pattern matches',
      ['ci/*'],
      ['ci/a: success', 'ci/b: pending', 'ci/c: failure', 'x: success'],
      ['ci/*: failure'],
    ],
    [
      'what still runs of it',
      ['ci/*'],
      ['ci/a: success', 'ci/b: pending'],
      ['ci/*: pending'],
    ],
    [
      'everything where nothing is named',
      [],
      ['a: success', 'b: failure'],
      ['a: success', 'b: failure'],
    ],
  ])('tells of %s', (_, checks, reported, expected) => {
    const statuses = reported.map(one => {
      const [context, state] = one.split(': ');
      return status(context, state as CommitStatus['state']);
    });
    const found = requiredChecks({ checks }, statuses);
    expect(found.map(one => `${one.context}: ${one.state}`)).toEqual(expected);
  });

  it('asks for nothing where there is no branch', () => {
    expect(requiredChecks(undefined, [status('a', 'failure')])).toEqual([]);
  });
});
