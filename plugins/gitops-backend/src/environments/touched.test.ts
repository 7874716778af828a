import type { LeftBehind } from '../store/BranchStore';
import { touched } from './touched';

function environment(
  path: string,
  paths: string[] | undefined,
  stale: LeftBehind['stale'] = 'fresh',
): LeftBehind {
  return {
    entityRef: 'component:default/payments',
    name: path,
    path,
    head: 'a',
    stale,
    observation: paths && { head: 'a', images: [], content: '', paths },
  };
}

const ENVIRONMENTS = [
  environment('payments/dev', ['payments/dev/deployment.yaml']),
  environment('payments/prod', [
    'payments/prod/kustomization.yaml',
    'payments/base/kustomization.yaml',
  ]),
  environment('shop/dev', [
    'shop/dev/values.yaml',
    'shop/chart/Chart.yaml',
    'shop/chart/templates/deployment.yaml',
  ]),
];

describe('touched', () => {
  it.each<[string, string[], string[]]>([
    ['nothing', [], []],
    ['what nobody reads', ['README.md', 'payments/notes.md'], []],
    ['an own file', ['payments/dev/deployment.yaml'], ['payments/dev']],
    ['a new own file', ['payments/dev/more/service.yaml'], ['payments/dev']],
    ['the folder, which is a link now', ['payments/dev'], ['payments/dev']],
    ['a shared file', ['payments/base/kustomization.yaml'], ['payments/prod']],
    [
      'a new template of a chart',
      ['shop/chart/templates/job.yaml'],
      ['shop/dev'],
    ],
    ['a new folder of a chart', ['shop/chart/crds/thing.yaml'], ['shop/dev']],
    ['a folder with a similar name', ['payments/dev2/deployment.yaml'], []],
    [
      'files of several',
      ['shop/dev/values.yaml', 'README.md', 'payments/dev/x.yaml'],
      ['payments/dev', 'shop/dev'],
    ],
  ])('%s', (_, paths, expected) => {
    const found = touched(ENVIRONMENTS, [{ commit: 'b', paths }]);
    expect([...found].map(({ name }) => name).sort()).toEqual(expected);
  });

  it.each<[string, LeftBehind]>([
    ['is the whole repository', environment('.', [])],
    ['reads a file of the top folder', environment('a', ['Chart.yaml'])],
    ['could not be read', environment('a', ['a/b.yaml'], 'stale')],
    ['was never read', environment('a', undefined)],
  ])('always one that %s', (_, one) => {
    const found = touched([one], [{ commit: 'b', paths: ['docs/README.md'] }]);
    expect([...found]).toEqual([one]);
  });
});
