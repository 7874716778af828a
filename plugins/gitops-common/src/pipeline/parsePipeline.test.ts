import { pipelineFile } from '../__testUtils__/pipelineFile';
import { parsePipeline } from './parsePipeline';

describe('a broken pipeline file', () => {
  const first = 'spec.environments[0]';

  it.each<[string, string, string, string, RegExp]>([
    [
      'another version',
      'v1alpha1',
      'v9',
      'apiVersion',
      /backstage-gitops\.dev\/v1alpha1/,
    ],
    ['a word nobody knows', 'branch: main', 'brunch: main', 'spec', /brunch/],
    [
      'a name that is no label',
      'name: dev,',
      'name: Dev,',
      `${first}.name`,
      /lower case letters/,
    ],
    [
      'a path that leads out',
      'envs/dev',
      'envs/../../etc',
      `${first}.path`,
      /inside the repository/,
    ],
    [
      'an absolute path',
      'envs/dev',
      '/etc',
      `${first}.path`,
      /inside the repository/,
    ],
    [
      'a duration in words',
      'soak: 30m',
      'soak: half an hour',
      'spec.environments[1].gates.soak',
      /30m, 2h or 1d12h/,
    ],
    [
      'a duration without a number',
      'soak: 30m',
      "soak: ''",
      'spec.environments[1].gates.soak',
      /30m, 2h or 1d12h/,
    ],
    [
      'an image with a tag',
      'ghcr.io/acme/payments',
      'ghcr.io/acme/payments:1.0.0',
      'spec.images[0].repository',
      /without a tag/,
    ],
    [
      'an engine nobody knows',
      'engine: argocd',
      'engine: magic',
      'spec.environments[2].engine',
      /argocd/,
    ],
    [
      'an impossible objective',
      'objective: 99.9',
      'objective: 100',
      'spec.environments[2].slo[0].objective',
      /100/,
    ],
    [
      'an unknown trigger',
      'on: gitTag',
      'on: comet',
      'spec.releases[1].on',
      /./,
    ],
    [
      'an unknown upstream',
      'after: [dev]',
      'after: [qa]',
      'spec.environments[1].after',
      /no environment "qa".*dev, staging, production/,
    ],
    [
      'two environments of one name',
      'name: staging',
      'name: dev',
      'spec.environments',
      /two environments are named "dev"/,
    ],
    [
      'two environments at one place',
      'envs/dev',
      'envs/staging',
      'spec.environments[1].path',
      /"dev" already is at this/,
    ],
    [
      'one place in two spellings',
      'envs/dev',
      './envs/./staging',
      'spec.environments[1].path',
      /"dev" already is at this/,
    ],
    [
      'a circle',
      'name: dev,',
      'name: dev, after: [production],',
      'spec.environments',
      /dev, staging, production wait for each other/,
    ],
    [
      'waiting for itself',
      'name: dev,',
      'name: dev, after: [dev],',
      'spec.environments',
      /wait for each other/,
    ],
    [
      'no repository',
      'repository: https://github.com/acme/deploy',
      '',
      first,
      /no repository/,
    ],
    [
      'an image nobody declared',
      'image: app',
      'image: web',
      'spec.releases[0]',
      /no image named "web".*app/,
    ],
    [
      'two endpoints of one name',
      'soak: 30m',
      'http: [{ name: a, url: https://a.example }, { name: a, url: https://b.example }]',
      'spec.environments[1].gates.http',
      /two endpoints are named "a"/,
    ],
    [
      'an image listed twice',
      '[{ name: app,',
      '[{ name: web, repository: ghcr.io/acme/payments }, { name: app,',
      'spec.images',
      /"ghcr.io\/acme\/payments" is listed twice/,
    ],
    [
      'two images of one name',
      '[{ name: app,',
      '[{ name: app, repository: ghcr.io/acme/web }, { name: app,',
      'spec.images',
      /two images are named "app"/,
    ],
    [
      'a placeholder nobody knows',
      'name: dev,',
      "name: dev, pullRequest: { body: 'Brings {{verison}}' },",
      `${first}.pullRequest.body`,
      /no placeholder \{\{verison\}\}.*\{\{version\}\}/,
    ],
    [
      'a title of several lines',
      'name: dev,',
      "name: dev, pullRequest: { title: 'Now {{gates}}' },",
      `${first}.pullRequest.title`,
      /does not fit into a title/,
    ],
    [
      'a pattern that is none',
      "'^(feat|fix)'",
      "'^(feat'",
      'spec.releases[2].title',
      /regular expression/,
    ],
    [
      'a ref without its whole name',
      '  environments:',
      '  announce: { refs: [main] }\n  environments:',
      'spec.announce.refs[0]',
      /a whole ref such as refs\/heads\/main/,
    ],
    [
      'a ref that is a pattern',
      '  environments:',
      '  announce: { refs: [refs/*/main] }\n  environments:',
      'spec.announce.refs[0]',
      /a whole ref such as refs\/heads\/main/,
    ],
    [
      'a pattern that can run for ever',
      "'^(feat|fix)'",
      "'^(?=feat)'",
      'spec.releases[2].title',
      /linear time \(RE2\)/,
    ],
  ])('with %s says where and what', (_, from, to, path, message) => {
    expect(parsePipeline(pipelineFile(from, to))).toEqual({
      status: 'invalid',
      problems: expect.arrayContaining([
        { path, message: expect.stringMatching(message) },
      ]),
    });
  });

  it.each([undefined, null, [], 'text', 7, {}])(
    'that is %p is invalid, not an error',
    document => {
      expect(parsePipeline(document)).toMatchObject({ status: 'invalid' });
    },
  );

  it('calls the whole file by a name', () => {
    expect(parsePipeline('text')).toMatchObject({
      problems: [{ path: '(the whole file)' }],
    });
  });

  it('lists everything that is wrong at once', () => {
    const parsed = parsePipeline(
      pipelineFile('after: [dev]', 'after: [qa, uat]'),
    );
    expect(parsed).toMatchObject({
      problems: [
        { message: expect.stringContaining('"qa"') },
        { message: expect.stringContaining('"uat"') },
      ],
    });
  });
});
