import { parseVersion } from './version';

describe('parseVersion', () => {
  it.each<
    [text: string, full: string | undefined, partial: string | undefined]
  >([
    ['1.2.3', '1.2.3', '1.2.3'],
    ['v1.2.3', '1.2.3', '1.2.3'],
    ['1.2.3-rc.1', '1.2.3-rc.1', '1.2.3-rc.1'],
    ['1.2.3+build.7', '1.2.3', '1.2.3'],
    ['0.0.0', '0.0.0', '0.0.0'],
    // What registries keep moving.
    ['1.2', undefined, '1.2.0'],
    ['v1', undefined, '1.0.0'],
    ['1.2-rc.1', undefined, '1.2.0-rc.1'],
    // Dates.
    ['2026.01.15', undefined, '2026.1.15'],
    ['20260115', undefined, '20260115.0.0'],
    ['1.02.3', undefined, '1.2.3'],
    ['1.2.3-01', undefined, undefined],
    ['1.2.3.4', undefined, undefined],
    ['1.2.3-', undefined, undefined],
    ['1.2.3p', undefined, undefined],
    ['b1.2.3', undefined, undefined],
    ['vv1.2.3', undefined, undefined],
    ['V1.2.3', undefined, undefined],
    ['=1.2.3', undefined, undefined],
    [' 1.2.3', undefined, undefined],
    ['1.2.3\n', undefined, undefined],
    ['latest', undefined, undefined],
    ['', undefined, undefined],
    ['99999999999999999999.0.0', undefined, undefined],
  ])('%j', (text, full, partial) => {
    expect(parseVersion(text, 'full')?.version).toBe(full);
    expect(parseVersion(text, 'partial')?.version).toBe(partial);
  });
});
