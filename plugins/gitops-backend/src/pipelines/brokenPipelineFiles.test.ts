import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import {
  LocalGitHost,
  LocalRepositories,
  type LocalRepository,
} from '@backstage-gitops/plugin-gitops-backend-module-local';
import { component } from '../__testUtils__/people';
import { BOT, HOST_URL, pipelineFile } from '../__testUtils__/seed';
import { Mirrors } from '../git/Mirrors';
import { readPipelineFile } from './readPipelineFile';

jest.setTimeout(60_000);

const VALID = pipelineFile('payments');

const edited = (from: string | RegExp, to: string): string => {
  const text = VALID.replace(from, () => to);
  if (text === VALID) throw new Error(`Nothing matches ${from}`);
  return text;
};

/** Nine lists, each of ten times the one before: a billion strings, were they ever made. */
const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const before = 'abcdefghi'[index];
    return `${name}: &${name} [${Array(10).fill(`*${before}`).join(', ')}]`;
  }),
].join('\n');

const BROKEN: Array<[string, string, RegExp]> = [
  ['no YAML', edited('kind: Pipeline', 'kind: [Pipeline'), /flow (seq|coll)/i],
  [
    'a key twice',
    edited('kind: Pipeline', 'kind: Pipeline\nkind: Pipeline'),
    /keys must be unique/i,
  ],
  ['a bomb of aliases', BOMB, /alias/i],
  [
    'two documents',
    `${VALID}---\n${VALID}`,
    /multiple documents|single document/i,
  ],
  ['an empty file', '', /\(the whole file\): .*expected object/i],
  ['a list', '- one\n- two\n', /\(the whole file\): .*expected object/i],
  [
    'a huge file',
    `${VALID}# ${'x'.repeat(300_000)}\n`,
    /it has \d+ characters; at most 262144 are read/,
  ],
  [
    'an unknown key',
    edited('merge: auto', 'mergeMethod: squash'),
    /spec\.environments\[1\]: .*mergeMethod/,
  ],
  [
    'an unknown key at the top',
    edited('kind: Pipeline', 'kind: Pipeline\nversion: 2'),
    /\(the whole file\): .*version/,
  ],
  [
    'another apiVersion',
    edited('v1alpha1', 'v2'),
    /apiVersion: .*backstage-gitops\.dev\/v1alpha1/,
  ],
  ['another kind', edited('kind: Pipeline', 'kind: Workflow'), /kind: /],
  [
    'a number as a name',
    edited('name: payments', 'name: 42'),
    /metadata\.name: .*string/,
  ],
  [
    'an unknown environment to wait for',
    edited('after: [dev]', 'after: [test]'),
    /spec\.environments\[1\]\.after: there is no environment "test"; this pipeline has dev, staging, production/,
  ],
  [
    'a circle',
    edited('name: dev,', 'name: dev, after: [production],'),
    /spec\.environments: dev, staging, production wait for each other in a circle/,
  ],
  [
    'an environment that waits for itself',
    edited('after: [dev]', 'after: [staging]'),
    /staging, production wait for each other in a circle/,
  ],
  [
    'an environment twice',
    edited('name: staging', 'name: dev'),
    /spec\.environments: two environments are named "dev"/,
  ],
  [
    'a place twice',
    edited('payments/staging', 'payments/dev'),
    /spec\.environments\[1\]\.path: "dev" already is at this repository, branch and path/,
  ],
  [
    'a place twice, written otherwise',
    edited('payments/staging', './payments/./dev'),
    /spec\.environments\[1\]\.path: "dev" already is at this repository, branch and path/,
  ],
  [
    'a path that leaves by ..',
    edited('payments/dev', 'payments/../../etc'),
    /spec\.environments\[0\]\.path: a path inside the repository, without .* \.\./,
  ],
  [
    'an absolute path',
    edited('payments/dev', '/etc'),
    /spec\.environments\[0\]\.path: a path inside the repository/,
  ],
  [
    'a path of Windows',
    edited('payments/dev', '"payments\\\\..\\\\dev"'),
    /spec\.environments\[0\]\.path: a path inside the repository/,
  ],
  [
    'an expression that never ends',
    edited(/tags: '[^']*'/, "tags: '^(a+)+(?=b)$'"),
    /spec\.releases\[0\]\.tags: not a regular expression that runs in linear time/,
  ],
  [
    'a broken expression',
    edited(/tags: '[^']*'/, "tags: '(v'"),
    /spec\.releases\[0\]\.tags: not a regular expression/,
  ],
  [
    'a range that is none',
    edited('select: semver', 'select: semver, range: newest'),
    /spec\.releases\[0\]\.range: "newest" is no version to compare with/,
  ],
  [
    'a group that the expression lacks',
    edited('select: semver', "select: numeric, extract: '$1'"),
    /spec\.releases\[0\]\.extract: the pattern .* has no group 1/,
  ],
  [
    'a platform that is none',
    edited('select: semver', 'select: semver, platform: any'),
    /spec\.releases\[0\]\.platform: "any" is no platform; write linux\/amd64/,
  ],
  [
    'no environments',
    edited(/ {2}environments:[\s\S]*/, '  environments: []\n'),
    /spec\.environments: /,
  ],
  ['no image', edited(/images: .*/, 'images: []'), /spec\.images: /],
  [
    'an image with a tag',
    edited('ghcr.io/acme/payments', 'ghcr.io/acme/payments:1.0.0'),
    /spec\.images\[0\]\.repository: an image repository .*without a tag/,
  ],
  [
    'an image with a digest',
    edited('ghcr.io/acme/payments', 'ghcr.io/acme/payments@sha256:00'),
    /spec\.images\[0\]\.repository: an image repository/,
  ],
  [
    'a rule about an image that is not listed',
    edited('image: app', 'image: web'),
    /spec\.releases\[0\]: there is no image named "web"; spec\.images has app/,
  ],
  [
    'no repository',
    edited(/ {2}repository: .*\n/, ''),
    /spec\.environments\[0\]: no repository/,
  ],
  [
    'a negative number of approvals',
    edited('approvals: 1', 'approvals: -1'),
    /spec\.environments\[1\]\.gates\.approvals: /,
  ],
  [
    'text for a boolean',
    edited('protected: true', 'protected: "yes"'),
    /spec\.environments\[2\]\.protected: .*boolean/,
  ],
];

describe('a pipeline file', () => {
  let folder: string;
  let source: LocalRepository;
  let mirrors: Mirrors;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gitops-files-'));
    const repositories = LocalRepositories.at({
      root: join(folder, 'git'),
      url: HOST_URL,
      bot: BOT,
    });
    source = await repositories.create('acme/payments');
    mirrors = Mirrors.create({
      hosts: [new LocalGitHost(repositories)],
      directory: join(folder, 'mirrors'),
    });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const write = (text: string, branch = 'main') =>
    source.commitFiles({
      branch,
      files: new Map([['gitops.yaml', text]]),
      message: 'Change the pipeline',
      author: { name: 'Dana', email: 'dana@example.com' },
    });

  const annotated = (annotation: string): Entity => {
    const entity = component('payments', HOST_URL);
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...entity.metadata.annotations,
          'backstage-gitops.dev/pipeline': annotation,
        },
      },
    };
  };

  const problemsOf = async (entity: Entity): Promise<string> => {
    const result = await readPipelineFile(entity, mirrors);
    return result.status === 'read'
      ? 'none'
      : result.problems
          .map(({ path, message }) => `${path}: ${message}`)
          .join('\n');
  };

  it('that is valid is read, with the commit it was read at', async () => {
    const commit = await write(VALID);
    expect(
      await readPipelineFile(annotated('./gitops.yaml'), mirrors),
    ).toMatchObject({
      status: 'read',
      commit,
      repository: `${HOST_URL}/acme/payments`,
    });
  });

  it.each(BROKEN)(
    'is refused for %s, and where is said',
    async (_, text, problem) => {
      await write(text);
      expect(await problemsOf(annotated('./gitops.yaml'))).toMatch(problem);
    },
  );

  it('is read from the default branch alone', async () => {
    await write(VALID);
    await write(VALID, 'proposal');
    expect(
      await problemsOf(
        annotated(`${HOST_URL}/acme/payments/blob/proposal/gitops.yaml`),
      ),
    ).toMatch(
      /it is on branch proposal; pipeline files are read from the default branch main only/,
    );
    expect(
      await problemsOf(
        annotated(`${HOST_URL}/acme/payments/blob/main/gitops.yaml`),
      ),
    ).toBe('none');
  });

  it.each<[string, string, RegExp]>([
    [
      'is not there',
      './none.yaml',
      /there is no file none\.yaml on branch main/,
    ],
    [
      'is on a host that nobody configured',
      'http://169.254.169.254/latest/blob/main/gitops.yaml',
      /on no configured Git host; add the host below gitops\.hosts/,
    ],
    [
      'is outside every repository',
      '../../../../../../etc/passwd',
      /on no configured Git host/,
    ],
  ])('that %s is said so', async (_, annotation, problem) => {
    expect(await problemsOf(annotated(annotation))).toMatch(problem);
  });
});
