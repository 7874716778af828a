import { actsOf } from './actsOf';
import type { GitPushed, TriggerEvent } from './TriggerEvent';

const push = (
  name: string,
  touchedDefaultBranch?: boolean,
  repository = 'r',
): GitPushed => ({
  kind: 'gitPushed',
  repository,
  ref: { kind: 'branch', name },
  commit: 'a'.repeat(40),
  touchedDefaultBranch,
});

const image: TriggerEvent = {
  kind: 'imagePushed',
  repository: 'ghcr.io/acme/app',
  tag: 'v1',
};

describe('actsOf', () => {
  it.each<[string, TriggerEvent[], string[]]>([
    ['nothing', [], []],
    [
      'the default branch',
      [push('main', true)],
      ['look r', 'lookForPipelines r'],
    ],
    [
      'a branch that may be the default one',
      [push('main')],
      ['look r', 'lookForPipelines r'],
    ],
    ['another branch', [push('dev', false)], ['look r']],
    [
      'the branch of a proposal',
      [push('gitops/component.default.a/dev', false)],
      ['look r', 'branch r gitops/component.default.a/dev'],
    ],
    [
      'several branches of one push',
      [push('dev', false), push('main', true), push('test', false)],
      ['look r', 'lookForPipelines r'],
    ],
    [
      'one push to two addresses',
      [push('dev', false), push('dev', false, 's')],
      ['look r', 'look s'],
    ],
    [
      'a pull request',
      [{ kind: 'pullRequestChanged', repository: 'r', number: 7 }],
      ['pullRequest r 7', 'source r'],
    ],
    [
      'a tag',
      [{ ...push('v1', false), ref: { kind: 'tag', name: 'v1' } }],
      ['look r', 'source r'],
    ],
    [
      'a merge queue',
      [{ kind: 'mergeQueueChanged', repository: 'r', branch: 'main' }],
      ['mergeQueue r main'],
    ],
    [
      'a check',
      [{ kind: 'commitChecked', repository: 'r', commit: 'abc' }],
      ['commit r abc'],
    ],
    ['an image, twice', [image, image], ['image ghcr.io/acme/app:v1']],
  ])('%s', (_, events, expected) => {
    expect(
      actsOf(events).map(({ kind, ...what }) =>
        'image' in what
          ? `image ${what.image.repository}:${what.image.tag}`
          : [kind, ...Object.values(what)].join(' '),
      ),
    ).toEqual(expected);
  });
});
