import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { ReconciliationView } from '../store/ReconciliationStore';
import { clusterFindings } from './clusterFindings';

const environment = (
  mode: 'observe' | 'sync' | 'heal' | undefined,
): EnvironmentDeclaration => ({
  name: 'dev',
  place: { repository: '', branch: '', path: '' },
  policy: {
    name: 'dev',
    after: [],
    protected: false,
    promote: 'commit',
    merge: 'auto',
    onNewer: 'pin',
    accepts: [],
    upstream: 'all',
    soak: 0,
    windows: [],
    checks: { pullRequest: [], source: [] },
    approvals: { count: 0, exclude: [] },
    rollback: { by: 'commit', approvals: { count: 0, exclude: [] } },
    http: [],
    unsupported: [],
  },
  locked: [],
  onViolation: 'show',
  labels: [],
  edits: [],
  blocked: [],
  ...(mode
    ? {
        reconciliation: {
          engine: 'kubernetes',
          target: { cluster: 'test', namespace: 'shop' },
          mode,
          prune: false,
          ignore: [],
        },
      }
    : {}),
});

const view = (rest: Partial<ReconciliationView>): ReconciliationView => ({
  sync: 'Synced',
  health: 'Healthy',
  sentence: '',
  step: 'rest',
  objects: [],
  warnings: [],
  ...rest,
});

describe('clusterFindings', () => {
  it.each<
    [string, Parameters<typeof clusterFindings>, Array<[string, string]>]
  >([
    [
      'an environment without a cluster',
      [environment(undefined), undefined],
      [],
    ],
    [
      'one that was not looked at',
      [environment('heal'), undefined],
      [['reachable', 'unknown']],
    ],
    [
      'one where all is well',
      [environment('heal'), view({})],
      [
        ['rendering', 'passed'],
        ['reachable', 'passed'],
        ['credential', 'passed'],
      ],
    ],
    [
      'one that is only observed, and needs no credential',
      [environment('observe'), view({ writesOff: 'no credential' })],
      [
        ['rendering', 'passed'],
        ['reachable', 'passed'],
      ],
    ],
    [
      'one without a credential',
      [environment('sync'), view({ writesOff: 'no credential' })],
      [
        ['rendering', 'passed'],
        ['reachable', 'passed'],
        ['credential', 'failed'],
      ],
    ],
    [
      'a cluster that is away',
      [environment('sync'), view({ unseen: 'It is away.' })],
      [
        ['rendering', 'passed'],
        ['reachable', 'failed'],
      ],
    ],
    [
      'files that do not render',
      [environment('sync'), view({ unrendered: 'They are broken.' })],
      [
        ['rendering', 'failed'],
        ['reachable', 'unknown'],
      ],
    ],
  ])('finds of %s', (_, options, expected) => {
    expect(
      clusterFindings(...options).map(({ check, status }) => [check, status]),
    ).toEqual(expected);
  });
});
