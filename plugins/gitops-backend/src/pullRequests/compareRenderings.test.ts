import type { JsonObject } from '@backstage-gitops/drift';
import { compareRenderings } from './compareRenderings';

const CANARY = 'canary-7f3a9c';

const object = (
  name: string,
  data: JsonObject,
  kind = 'ConfigMap',
): JsonObject => ({ apiVersion: 'v1', kind, metadata: { name }, data });

describe('compareRenderings', () => {
  it('shows each object that differs, by name, whatever the order of objects and keys', () => {
    const difference = compareRenderings(
      [
        object('same', { a: '1', b: '2' }),
        object('settings', { color: 'blue', size: 'l' }),
        object('gone', { a: '1' }),
      ],
      [
        object('new', { a: '1' }),
        object('settings', { size: 'l', color: 'green' }),
        object('same', { b: '2', a: '1' }),
      ],
    );
    expect(difference).toMatchObject({
      added: 1,
      removed: 1,
      changed: 1,
      left: { objects: 0, lines: 0 },
    });
    const { lines } = difference;
    expect(lines.filter(line => /^(---|\+\+\+)/.test(line))).toEqual([
      '--- ConfigMap gone',
      '+++ /dev/null',
      '--- /dev/null',
      '+++ ConfigMap new',
      '--- ConfigMap settings',
      '+++ ConfigMap settings',
    ]);
    expect(lines).toEqual(
      expect.arrayContaining(['-  color: blue', '+  color: green']),
    );
  });

  it('says nothing where nothing differs', () => {
    expect(
      compareRenderings([object('a', { a: '1' })], [object('a', { a: '1' })]),
    ).toEqual({
      added: 0,
      removed: 0,
      changed: 0,
      lines: [],
      left: { objects: 0, lines: 0 },
    });
  });

  it.each<[string, JsonObject[], JsonObject[]]>([
    [
      'that changes',
      [object('keys', { token: btoa(CANARY) }, 'Secret')],
      [object('keys', { token: btoa(`${CANARY}2`) }, 'Secret')],
    ],
    ['that comes', [], [object('keys', { token: btoa(CANARY) }, 'Secret')]],
    ['that goes', [object('keys', { token: CANARY }, 'Secret')], []],
    [
      'that was none before',
      [object('keys', { token: CANARY })],
      [{ ...object('keys', {}), stringData: { token: CANARY } }],
    ],
  ])('shows of a Secret %s no value', (_, before, after) => {
    const { lines } = compareRenderings(before, after);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join('\n')).not.toContain(CANARY);
    expect(lines.join('\n')).not.toContain(btoa(CANARY).slice(0, 12));
  });

  it('pairs hooks without a name by their place', () => {
    const hook = (image: string): JsonObject => ({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { generateName: 'migrate-' },
      spec: { image },
    });
    expect(
      compareRenderings([hook('a'), hook('b')], [hook('a'), hook('c')]),
    ).toMatchObject({ changed: 1, added: 0, removed: 0 });
  });

  it('is bounded in objects, lines and the length of a line, and says what is missing', () => {
    const many = Array.from({ length: 150 }, (_, index) =>
      object(`map-${index}`, {
        long: 'x'.repeat(5_000),
        ...Object.fromEntries(
          Array.from({ length: 30 }, (__, key) => [`key-${key}`, 'value']),
        ),
      }),
    );
    const { lines, left, added } = compareRenderings([], many);
    expect(added).toBe(150);
    expect(left.objects).toBe(50);
    expect(left.lines).toBeGreaterThan(0);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(
      1_000,
    );
  });

  it('gives up on an object of which too much differs', () => {
    const large = (text: string) =>
      object(
        'large',
        Object.fromEntries(
          Array.from({ length: 1_200 }, (_, index) => [
            `k${index}`,
            `${text}${index}`,
          ]),
        ),
      );
    expect(compareRenderings([large('a')], [large('b')]).lines).toEqual([
      '--- ConfigMap large',
      '+++ ConfigMap large',
      ' (too much differs to be shown)',
    ]);
  });
});
