import { type TriggerEvent } from './TriggerEvent';
import { TriggerActions } from './TriggerActions';

const DEPLOY = 'https://git.example/acme/deploy';

const push = (repository: string): TriggerEvent => ({
  kind: 'gitPushed',
  repository,
  ref: { kind: 'branch', name: 'main' },
  commit: 'a'.repeat(40),
  touchedDefaultBranch: true,
});

describe('TriggerActions', () => {
  /** Environments and pipeline files in some repositories, on one host. */
  function start(used: { environments: string[]; files: string[] }) {
    const did: string[] = [];
    type Options = ConstructorParameters<typeof TriggerActions>[0];
    const mirrors = {
      hostOf: (url: string) =>
        url.startsWith('https://git.example/') ? {} : undefined,
      get: async (url: string) => ({
        mirror: { refresh: async () => did.push(`refresh ${url}`) },
      }),
      parseFileUrl: (url: string) => ({
        repository: url.replace('/gitops.yaml', ''),
      }),
    };
    const actions = new TriggerActions({
      mirrors: mirrors as unknown as Options['mirrors'],
      environments: {
        list: async ({ repository }: { repository: string }) =>
          used.environments.filter(one => one === repository),
        wake: async ({ repository }: { repository: string }) =>
          did.push(`wake ${repository}`),
      } as unknown as Options['environments'],
      pipelines: {
        list: async ({ after, limit }: { after?: string; limit: number }) =>
          used.files
            .map((repository, index) => ({
              entityRef: String(index).padStart(4, '0'),
              file: `${repository}/gitops.yaml`,
            }))
            .filter(({ entityRef }) => !after || entityRef > after)
            .slice(0, limit),
      } as unknown as Options['pipelines'],
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
      'a repository of environments',
      [DEPLOY],
      [],
      push(DEPLOY),
      [`refresh ${DEPLOY}`, `wake ${DEPLOY}`],
    ],
    [
      'a repository of pipeline files',
      [],
      [DEPLOY],
      push(DEPLOY),
      ['look for pipelines', `wake ${DEPLOY}`],
    ],
    [
      'the repository of the last of many files',
      [],
      [...Array(450).fill(elsewhere), DEPLOY],
      push(DEPLOY),
      ['look for pipelines', `wake ${DEPLOY}`],
    ],
    [
      'a repository that nothing here uses',
      [DEPLOY],
      [DEPLOY],
      push(elsewhere),
      [`wake ${elsewhere}`],
    ],
    [
      'a repository of no configured host',
      ['https://evil.example/x'],
      [],
      push('https://evil.example/x'),
      ['wake https://evil.example/x'],
    ],
    [
      'a pull request',
      [DEPLOY],
      [DEPLOY],
      { kind: 'pullRequestChanged', repository: DEPLOY, number: 7 },
      [`wake ${DEPLOY}`, `source ${DEPLOY}`],
    ],
    [
      'an image',
      [],
      [],
      { kind: 'imagePushed', repository: 'ghcr.io/acme/app', tag: 'v1' },
      ['first image ghcr.io/acme/app:v1', 'second image ghcr.io/acme/app:v1'],
    ],
  ])('%s', async (_, environments, files, event, expected) => {
    const { actions, did } = start({ environments, files });
    await actions.perform([event]);
    expect(did).toEqual(expected);
  });
});
