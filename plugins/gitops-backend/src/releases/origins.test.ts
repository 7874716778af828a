import {
  joinOrigins,
  readOrigin,
  type ReleaseOrigin,
  triggersOf,
  versionOf,
  writeOrigin,
} from './origins';

const commit = 'a'.repeat(40);
const image: ReleaseOrigin = { on: 'image' };
const tag: ReleaseOrigin = { on: 'gitTag', name: 'v1.2.3', commit };
const pull: ReleaseOrigin = { on: 'pullRequest', number: 12, commit };
const closed = { ...pull, withdrawn: '#12 is closed.' };
const other: ReleaseOrigin = { on: 'pullRequest', number: 13, commit };

describe('origins', () => {
  it.each([image, tag, pull])('are read as they were written: %j', origin => {
    expect(readOrigin(writeOrigin(origin))).toEqual(origin);
  });

  it.each(['', 'comet', 'gitTag', 'pullRequest main 12', `gitTag ${commit}`])(
    'are not read from %j',
    text => {
      expect(readOrigin(text)).toBeUndefined();
    },
  );

  it('are joined, and the later word counts', () => {
    expect(joinOrigins([image, pull], [closed, tag])).toEqual([
      image,
      closed,
      tag,
    ]);
    expect(joinOrigins([closed], [pull])).toEqual([pull]);
  });

  it.each<[ReleaseOrigin[], object]>([
    [[image], { triggers: ['image'] }],
    [[pull, other], { triggers: ['pullRequest'] }],
    [[closed, other], { triggers: ['pullRequest'] }],
    [
      [closed, tag],
      { triggers: ['pullRequest', 'gitTag'], withdrawn: '#12 is closed.' },
    ],
  ])('tell the triggers, and whether pull requests count: %j', (all, facts) => {
    expect(triggersOf(all)).toEqual(facts);
  });

  it('name a release by its Git tag', () => {
    const images = [{ tag: '1.2.3' }];
    expect(versionOf([image], images)).toBe('1.2.3');
    expect(versionOf([pull, tag], images)).toBe('v1.2.3');
  });
});
