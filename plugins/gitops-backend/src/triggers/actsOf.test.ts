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
      ['refresh r', 'lookForPipelines r', 'wake r'],
    ],
    [
      'a branch that may be the default one',
      [push('main')],
      ['refresh r', 'lookForPipelines r', 'wake r'],
    ],
    ['another branch', [push('dev', false)], ['refresh r', 'wake r']],
    [
      'several branches of one push',
      [push('dev', false), push('main', true), push('test', false)],
      ['refresh r', 'wake r', 'lookForPipelines r'],
    ],
    [
      'one push to two addresses',
      [push('dev', false), push('dev', false, 's')],
      ['refresh r', 'wake r', 'refresh s', 'wake s'],
    ],
    [
      'a pull request',
      [{ kind: 'pullRequestChanged', repository: 'r', number: 7 }],
      ['wake r', 'source r'],
    ],
    [
      'a tag',
      [{ ...push('v1', false), ref: { kind: 'tag', name: 'v1' } }],
      ['refresh r', 'wake r', 'source r'],
    ],
    [
      'a merge queue',
      [{ kind: 'mergeQueueChanged', repository: 'r', branch: 'main' }],
      ['wake r'],
    ],
    ['an image, twice', [image, image], ['image ghcr.io/acme/app:v1']],
  ])('%s', (_, events, expected) => {
    expect(
      actsOf(events).map(act =>
        act.kind === 'image'
          ? `image ${act.image.repository}:${act.image.tag}`
          : `${act.kind} ${act.repository}`,
      ),
    ).toEqual(expected);
  });
});
