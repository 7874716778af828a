import { type ArgoSyncWindow, argoWindowConcerns, mayArgoSync } from './argo';

const HOUR = 3_600_000;
const NOON = Date.parse('2026-07-06T12:00:00Z');

const daily = (
  kind: 'allow' | 'deny',
  hour: number,
  changes: Partial<ArgoSyncWindow> = {},
): ArgoSyncWindow => ({
  kind,
  schedule: `0 ${hour} * * *`,
  duration: '1h30m',
  ...changes,
});

describe('mayArgoSync', () => {
  it.each<
    [
      string,
      ArgoSyncWindow[],
      'person' | 'automation',
      number | undefined,
      string,
    ]
  >([
    ['no window', [], 'automation', undefined, 'allowed'],
    [
      'an allow window is open',
      [daily('allow', 11)],
      'automation',
      undefined,
      'allowed',
    ],
    ['none is', [daily('allow', 9)], 'automation', undefined, 'denied'],
    [
      'a person where it lets people',
      [daily('allow', 9, { manualSync: true })],
      'person',
      undefined,
      'allowed',
    ],
    [
      'a denial wins',
      [daily('allow', 11), daily('deny', 12)],
      'person',
      undefined,
      'denied',
    ],
    [
      'a closed denial alone',
      [daily('deny', 9)],
      'automation',
      undefined,
      'allowed',
    ],
    [
      'it began in time and may go on',
      [daily('allow', 10, { syncOverrun: true })],
      'automation',
      NOON - HOUR,
      'allowed',
    ],
    [
      'it began in time and may not',
      [daily('allow', 10)],
      'automation',
      NOON - HOUR,
      'denied',
    ],
    [
      'it began too early',
      [daily('allow', 10, { syncOverrun: true })],
      'automation',
      NOON - 3 * HOUR,
      'denied',
    ],
    [
      'what cannot be read',
      [daily('allow', 11, { duration: '1x' })],
      'person',
      undefined,
      'invalid',
    ],
  ])('%s', (_, windows, by, startedAt, status) => {
    expect(mayArgoSync(windows, { at: NOON, by, startedAt }).status).toBe(
      status,
    );
  });
});

describe('argoWindowConcerns', () => {
  const application = {
    name: 'shop-eu',
    namespace: 'shop',
    cluster: 'https://10.0.0.1',
    clusterName: 'prod-eu',
  };

  it.each<[string[], boolean]>([
    [['shop-eu'], true],
    [['shop'], false],
    [['shop-*'], true],
    [['shop-?u'], true],
    [['shop-{us,eu}'], true],
    [['shop-[ad]u'], false],
    [['shop-[!a]u'], true],
    [['shop.eu'], false],
    [['*'.repeat(50)], true],
  ])('applications %j: %s', (applications, concerned) => {
    expect(argoWindowConcerns({ applications }, application)).toBe(concerned);
  });

  it('any list will do, or all that are given', () => {
    const lists = { applications: ['shop-*'], clusters: ['test-*'] };
    expect(argoWindowConcerns(lists, application)).toBe(true);
    const both = { ...lists, useAndOperator: true };
    expect(argoWindowConcerns(both, application)).toBe(false);
    expect(
      argoWindowConcerns({ ...both, clusters: ['prod-*'] }, application),
    ).toBe(true);
    expect(argoWindowConcerns({ useAndOperator: true }, application)).toBe(
      false,
    );
  });
});
