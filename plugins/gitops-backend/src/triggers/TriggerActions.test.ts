import type { EnvironmentKey } from '../store/EnvironmentStore';
import { type TriggerEvent } from './TriggerEvent';
import { TriggerActions } from './TriggerActions';

const DEPLOY = 'https://git.example/acme/deploy';

const push = (repository: string, name = 'main'): TriggerEvent => ({
  kind: 'gitPushed',
  repository,
  ref: { kind: 'branch', name },
  commit: 'a'.repeat(40),
  touchedDefaultBranch: name === 'main',
});

describe('TriggerActions', () => {
  /** Promotions under way and pipeline files in some repositories, on one host. */
  function start(used: { promoted: string[]; files: string[] }) {
    const did: string[] = [];
    type Options = ConstructorParameters<typeof TriggerActions>[0];
    const services = {
      mirrors: {
        hostOf: (url: string) =>
          url.startsWith('https://git.example/') ? {} : undefined,
        parseFileUrl: (url: string) => ({
          repository: url.replace('/gitops.yaml', ''),
        }),
      },
      environments: {
        list: async ({ repository }: { repository: string }) =>
          ['dev', 'production'].map(name => ({
            entityRef: 'component:default/payments',
            name,
            repository,
          })),
      },
      branches: {
        wake: async (keys: EnvironmentKey[]) =>
          did.push(...keys.map(({ name }) => `wake ${name}`)),
      },
      pipelines: {
        list: async ({ after, limit }: { after?: string; limit: number }) =>
          used.files
            .map((repository, index) => ({
              entityRef: String(index).padStart(4, '0'),
              file: `${repository}/gitops.yaml`,
            }))
            .filter(({ entityRef }) => !after || entityRef > after)
            .slice(0, limit),
      },
      promotions: {
        underWay: async (repository: string) =>
          used.promoted
            .filter(one => one === repository)
            .map(() => ({
              entityRef: 'component:default/payments',
              environment: 'staging',
              pullRequest: 7,
            })),
      },
      reverts: {
        byPullRequest: async (repository: string) =>
          used.promoted
            .filter(one => one === repository)
            .map(() => ({ commit: 'abc' })),
      },
      violations: {
        ofCommit: async () => [
          {
            entityRef: 'component:default/payments',
            environment: 'production',
          },
        ],
      },
      news: {
        tell: async (repository: string, subjects: string[] = []) =>
          did.push(`tell ${[repository, ...subjects].join(', ')}`),
      },
    };
    const actions = new TriggerActions({
      services: services as unknown as Options['services'],
      lookout: {
        look: async repository => {
          did.push(`look ${repository}`);
        },
      },
      images: ['first', 'second'].map(name => ({
        onImage: async ({ repository, tag }) => {
          did.push(`${name} image ${repository}:${tag}`);
        },
      })),
      sources: {
        onSource: async repository => {
          did.push(`source ${repository}`);
        },
      },
      lookForPipelines: async () => {
        did.push('look for pipelines');
      },
    });
    return { actions, did };
  }

  const elsewhere = 'https://git.example/acme/other';

  it.each<[string, string[], string[], TriggerEvent, string[]]>([
    [
      'a repository without pipeline files',
      [],
      [],
      push(DEPLOY),
      [`tell ${DEPLOY}`, `look ${DEPLOY}`],
    ],
    [
      'a repository of pipeline files',
      [],
      [DEPLOY],
      push(DEPLOY),
      [`tell ${DEPLOY}`, `look ${DEPLOY}`, 'look for pipelines'],
    ],
    [
      'the repository of the last of many files',
      [],
      [...Array(450).fill(elsewhere), DEPLOY],
      push(DEPLOY),
      [`tell ${DEPLOY}`, `look ${DEPLOY}`, 'look for pipelines'],
    ],
    [
      'a repository of no configured host, of which nothing is noted',
      [],
      [],
      push('https://evil.example/x'),
      ['look https://evil.example/x'],
    ],
    [
      'the branch of a proposal',
      [],
      [],
      push(DEPLOY, 'gitops/component.default.payments/dev'),
      [`tell ${DEPLOY}`, `look ${DEPLOY}`, 'wake dev'],
    ],
    [
      'a pull request that brings a promotion and takes a commit back',
      [DEPLOY],
      [DEPLOY],
      { kind: 'pullRequestChanged', repository: DEPLOY, number: 7 },
      [
        `tell ${DEPLOY}, pulls, pull 7`,
        `look ${DEPLOY}`,
        'wake staging',
        'wake production',
        `source ${DEPLOY}`,
      ],
    ],
    [
      'a pull request of people',
      [],
      [],
      { kind: 'pullRequestChanged', repository: DEPLOY, number: 7 },
      [`tell ${DEPLOY}, pulls, others`, `look ${DEPLOY}`, `source ${DEPLOY}`],
    ],
    [
      'a check of what is proposed',
      [DEPLOY],
      [],
      { kind: 'commitChecked', repository: DEPLOY, commit: 'abc' },
      [`tell ${DEPLOY}, statuses, commit abc, pull 7`, 'wake staging'],
    ],
    [
      'a check of any other commit',
      [],
      [],
      { kind: 'commitChecked', repository: DEPLOY, commit: 'abc' },
      [`tell ${DEPLOY}, statuses, commit abc`],
    ],
    [
      'an image',
      [],
      [],
      { kind: 'imagePushed', repository: 'ghcr.io/acme/app', tag: 'v1' },
      ['first image ghcr.io/acme/app:v1', 'second image ghcr.io/acme/app:v1'],
    ],
  ])('%s', async (_, promoted, files, event, expected) => {
    const { actions, did } = start({ promoted, files });
    await actions.perform([event]);
    expect(did).toEqual(expected);
  });
});
