import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { readContent } from '../environments/readContent';
import { git } from '../git/git';
import { Mirror } from '../git/Mirror';
import { Renderer } from '../rendering/Renderer';
import { RenderedDifferences } from './RenderedDifferences';

const AUTHOR = { name: 'Dana', email: 'dana@example.com' };

describe('RenderedDifferences', () => {
  let folder: string;
  let mirror: Mirror;
  let renderer: Renderer;
  let renderings: jest.SpyInstance;
  let base: string;

  const commit = (parent: string | undefined, files: Record<string, string>) =>
    mirror.buildCommit({
      parent,
      changes: new Map(
        Object.entries(files).map(([path, text]) => [path, { text }]),
      ),
      message: 'Change',
      author: AUTHOR,
      committer: AUTHOR,
      at: '2026-03-02T12:00:00Z',
    });

  const configMap = (color: string) =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\ndata: { color: ${color} }\n`;

  const environment = {
    place: { repository: 'https://host/app', branch: 'main', path: 'app' },
    edits: [],
  };

  /** What merging a head changes, on top of a base. */
  const between = async (
    differences: RenderedDifferences,
    before: string,
    head: string,
  ) => {
    const read = await readContent(mirror, before, environment);
    if (read.status === 'failed') throw new Error(read.problem);
    return differences.of(
      {
        hosted: { mirror },
        environment,
        key: { entityRef: 'component:default/app', name: 'dev' },
      },
      read.content,
      head,
    );
  };

  const create = () =>
    new RenderedDifferences({ renderer, logger: mockServices.logger.mock() });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'differences-'));
    const remote = join(folder, 'remote.git');
    await git(['init', '--quiet', '--bare', remote]);
    mirror = await Mirror.create({
      directory: join(folder, 'mirror.git'),
      remote: async () => ({ url: remote }),
    });
    renderer = await Renderer.create();
    renderings = jest.spyOn(renderer, 'render');
    base = await commit(undefined, {
      'app/settings.yaml': configMap('blue'),
      'other/readme.md': 'Other\n',
    });
  });

  beforeEach(() => {
    renderings.mockClear();
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('renders what a head changes once, whatever else the branch moves to', async () => {
    const differences = create();
    const head = await commit(base, {
      'app/settings.yaml': configMap('green'),
    });
    const first = await between(differences, base, head);
    expect(first).toMatchObject({ status: 'rendered', changed: 1 });
    const moved = await commit(base, { 'other/readme.md': 'Moved\n' });
    expect(await between(differences, moved, head)).toEqual(first);
    expect(renderings).toHaveBeenCalledTimes(2);
  });

  it('is what is left to change once the branch has some of it', async () => {
    const head = await commit(base, {
      'app/settings.yaml': configMap('green'),
      'app/more.yaml': configMap('red').replace('settings', 'more'),
    });
    const moved = await commit(base, {
      'app/settings.yaml': configMap('green'),
    });
    expect(await between(create(), moved, head)).toMatchObject({
      changed: 0,
      added: 1,
    });
  });

  it('says that nothing changes', async () => {
    const head = await commit(base, {
      'app/settings.yaml': `# why\n${configMap('blue')}`,
    });
    expect(await between(create(), base, head)).toMatchObject({
      status: 'rendered',
      lines: [],
    });
  });

  it('says why it cannot be rendered, and does not try again at once', async () => {
    const differences = create();
    const head = await commit(base, {
      'app/settings.yaml': 'apiVersion: v1\nkind: ConfigMap\n',
    });
    const first = await between(differences, base, head);
    expect(first).toEqual({
      status: 'failed',
      reason: expect.stringMatching(
        /^It cannot be rendered with this change: /,
      ),
    });
    expect(await between(differences, base, head)).toBe(first);
    expect(renderings).toHaveBeenCalledTimes(2);
  });

  it('goes on without it where rendering breaks off', async () => {
    renderings.mockRejectedValueOnce(new Error('disk full at /tmp/x'));
    const head = await commit(base, { 'app/settings.yaml': configMap('gold') });
    expect(await between(create(), base, head)).toEqual({
      status: 'failed',
      reason: 'It cannot be rendered as it is now: Rendering broke off.',
    });
  });
});
