import { parse, type SemVer } from 'semver';
import { parseRange, placeInRange, type VersionRange } from './versionRange';

function rangeOf(text: string): VersionRange {
  const parsed = parseRange(text);
  if (parsed.status === 'invalid') throw new Error(parsed.reason);
  return parsed.value;
}

function versionOf(text: string): SemVer {
  const version = parse(text);
  if (!version) throw new Error(`${text} is no version`);
  return version;
}

describe('parseRange', () => {
  it.each<[range: string, inside: string[], outside: string[]]>([
    ['1.2.3', ['1.2.3', '1.2.3+b'], ['1.2.4', '1.2.2']],
    ['=1.2.3', ['1.2.3'], ['1.2.4']],
    ['1.0.x', ['1.0.0', '1.0.9'], ['1.1.0', '0.9.9']],
    ['v1.0.X', ['1.0.0'], ['1.1.0']],
    ['1', ['1.0.0', '1.9.9'], ['2.0.0', '0.9.9']],
    ['*', ['0.0.0', '9.0.0'], []],
    ['>=0.x', ['0.0.0', '9.0.0'], []],
    ['^1.2', ['1.2.0', '1.9.0'], ['1.1.9', '2.0.0']],
    ['^0.2.3', ['0.2.3', '0.2.9'], ['0.3.0', '0.2.2']],
    ['~1.2', ['1.2.0', '1.2.9'], ['1.3.0']],
    ['~1', ['1.0.0', '1.9.0'], ['2.0.0']],
    ['~>1.2.3', ['1.2.3', '1.2.9'], ['1.3.0', '1.2.2']],
    ['>1.2', ['1.3.0'], ['1.2.0', '1.2.9']],
    ['>1.2.3', ['1.2.4'], ['1.2.3']],
    ['<=1.2', ['1.2.9', '0.1.0'], ['1.3.0']],
    ['=>1.2.0', ['1.2.0'], ['1.1.9']],
    ['=<1.2.0', ['1.2.0'], ['1.2.1']],
    ['>0,<2.0', ['1.0.0'], ['0.9.0', '2.0.0']],
    ['>= 1.0 , < 2', ['1.0.0', '1.9.9'], ['2.0.0', '0.9.9']],
    ['>=1.0 <2', ['1.0.0'], ['2.0.0']],
    ['1.2 - 2.3', ['1.2.0', '2.3.9'], ['1.1.9', '2.4.0']],
    ['^1.2, !=1.3.1', ['1.3.0', '1.3.2'], ['1.3.1', '2.0.0']],
    ['!=1.3', ['1.2.9', '1.4.0'], ['1.3.0', '1.3.9']],
    ['1.x || >=3', ['1.0.0', '3.0.0'], ['2.0.0']],
  ])('%s', (text, inside, outside) => {
    const range = rangeOf(text);
    const placeOf = (version: string) =>
      placeInRange(range, versionOf(version));
    expect(inside.map(placeOf)).toEqual(inside.map(() => 'inside'));
    expect(outside.map(placeOf)).toEqual(outside.map(() => 'outside'));
  });

  it.each<
    [range: string, version: string, place: ReturnType<typeof placeInRange>]
  >([
    ['>=1.0.0', '1.2.0-rc.1', 'prerelease'],
    ['>=1.0.0', '0.9.0-rc.1', 'outside'],
    ['>=1.0.0-0', '1.2.0-rc.1', 'inside'],
    ['>=1.0.0-0', '1.0.0-alpha', 'inside'],
    ['>=1.0-0', '1.0.0-alpha', 'inside'],
    ['^1-0', '1.9.0-rc.1', 'inside'],
    ['^1-0', '2.0.0-rc.1', 'outside'],
    ['>=1.0.0-rc.2', '1.0.0-rc.1', 'outside'],
    ['>=1.0.0-rc.2', '1.0.0-rc.10', 'inside'],
    ['1.2.0-rc.1', '1.2.0-rc.1', 'inside'],
    // One bound that names a prerelease opens the other one too.
    ['>=1.0.0-0, <1.5.0', '1.2.0-rc.1', 'inside'],
    // Its author did not mean the prereleases of 2.0.0.
    ['>=1.0.0-0, <2.0', '2.0.0-rc.1', 'outside'],
    ['1.x || >=3.0.0-0', '1.2.0-rc.1', 'prerelease'],
    ['1.x || >=3.0.0-0', '3.1.0-rc.1', 'inside'],
    ['!=1.3.1', '1.3.0-rc.1', 'prerelease'],
  ])('%s and the prerelease %s: %s', (text, version, place) => {
    expect(placeInRange(rangeOf(text), versionOf(version))).toBe(place);
  });

  it.each<[range: string, reason: RegExp]>([
    ['', /is empty; leave it out/],
    ['   ', /is empty/],
    ['x1', /"x1" is no version to compare with/],
    ['1x', /"1x" is no version/],
    ['a', /"a" is no version/],
    ['-1', /"-1" is no version/],
    ['1.0.0p', /"1\.0\.0p" is no version/],
    ['>=', /">=" is no version/],
    ['>=1.0.0,', /"" is no version/],
    ['1.0.0 ||', /"" is no version/],
    ['>=1.2-rc.1', /write all three numbers/],
    ['>=01.2', /too large or start with a zero/],
    ['latest', /"latest" is no version/],
    [' '.repeat(300).concat('1'), /has 301 characters; at most 256/],
  ])('refuses %j', (text, reason) => {
    expect(parseRange(text)).toEqual({
      status: 'invalid',
      reason: expect.stringMatching(reason),
    });
  });
});
