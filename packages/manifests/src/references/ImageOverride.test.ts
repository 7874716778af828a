import {
  formatImageOverride,
  mergeImageOverrides,
  parseImageOverride,
} from './ImageOverride';

const merge = (existing: string[], next: string[]) =>
  mergeImageOverrides(
    existing.map(parseImageOverride),
    next.map(parseImageOverride),
  ).map(formatImageOverride);

describe('parseImageOverride', () => {
  it.each([
    ['app', { name: 'app' }],
    ['app:v1', { name: 'app', newTag: 'v1' }],
    ['host:5000/app', { name: 'host:5000/app' }],
    [
      'a/b=host:5000/c:v1@sha256:00',
      {
        name: 'a/b',
        newName: 'host:5000/c',
        newTag: 'v1',
        digest: 'sha256:00',
      },
    ],
    ['app=*:v1', { name: 'app', newName: '*', newTag: 'v1' }],
  ])('reads %s, and writes it again', (text, override) => {
    expect(parseImageOverride(text)).toEqual(override);
    expect(formatImageOverride(override)).toBe(text);
  });
});

describe('mergeImageOverrides', () => {
  it.each([
    [
      'adds what is new, by name',
      ['b:1'],
      ['c:1', 'a:1'],
      ['a:1', 'b:1', 'c:1'],
    ],
    ['takes the place of another version', ['a:1'], ['a:2'], ['a:2']],
    ['takes the place of a tag by a digest', ['a:1'], ['a@d:1'], ['a@d:1']],
    ['keeps what is asked for without a version', ['a:1'], ['a'], ['a:1']],
    ['keeps the tag of the digest in use', ['a:1@d:1'], ['a@d:1'], ['a:1@d:1']],
    ['keeps a part given as *', ['a=x:1'], ['a=*:2'], ['a=x:2']],
    ['has nothing to keep for a new image', [], ['a=*:2'], ['a:2']],
    ['drops a name that is not given', ['a=x:1'], ['a:2'], ['a:2']],
    ['knows Docker Hub', ['docker.io/a/b:1'], ['a/b:2'], ['a/b:2']],
    [
      'knows other registries apart',
      ['r.io/a:1'],
      ['a:2'],
      ['a:2', 'r.io/a:1'],
    ],
  ])('%s', (_, existing, next, expected) => {
    expect(merge(existing, next)).toEqual(expected);
  });
});
