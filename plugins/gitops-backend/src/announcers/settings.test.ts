import { announcersSetting, oidcSetting } from './settings';

const secret = 'a-secret-of-tests';
const pipelines = ['component:default/payments'];
const audience = 'https://portal.acme.example';

/** What is wrong, in words; undefined where nothing is. */
function faultIn(
  setting: typeof announcersSetting | typeof oidcSetting,
  value: unknown,
): string | undefined {
  const { error } = setting.safeParse(value);
  return error?.issues
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');
}

describe('gitops.announcers', () => {
  it('has services and those who know a secret', () => {
    expect(
      announcersSetting.parse([
        { subject: 'ci-payments', pipelines },
        {
          name: 'jenkins',
          secret,
          previous: [{ secret: `${secret}2` }],
          pipelines,
        },
      ]),
    ).toEqual([
      { kind: 'service', subject: 'ci-payments', pipelines },
      {
        kind: 'secret',
        name: 'jenkins',
        secrets: [secret, `${secret}2`],
        pipelines,
      },
    ]);
  });

  it.each<[string, object[], RegExp]>([
    ['nobody', [{ pipelines }], /^0: either the subject/],
    [
      'a name alone',
      [{ name: 'jenkins', pipelines }],
      /^0: either the subject/,
    ],
    [
      'both',
      [{ subject: 'ci', name: 'jenkins', secret, pipelines }],
      /^0: either the subject/,
    ],
    [
      'a short secret',
      [{ name: 'jenkins', secret: 'short', pipelines }],
      /^0\.secret: 16 to 512 printable characters/,
    ],
    [
      'a secret that no header carries',
      [{ name: 'jenkins', secret: 'a secret with spaces', pipelines }],
      /^0\.secret: 16 to 512 printable characters/,
    ],
    [
      'a name of two',
      [
        { name: 'jenkins', secret, pipelines },
        { name: 'jenkins', secret: `${secret}2`, pipelines },
      ],
      /each name once/,
    ],
    [
      'a secret of two',
      [
        { name: 'jenkins', secret, pipelines },
        { name: 'drone', secret, pipelines },
      ],
      /each secret once/,
    ],
  ])('refuses %s', (_, value, fault) => {
    expect(faultIn(announcersSetting, value)).toMatch(fault);
  });
});

describe('gitops.oidc', () => {
  it.each<[object, object]>([
    [
      { ci: 'githubActions' },
      {
        issuer: 'https://token.actions.githubusercontent.com',
        repositories: 'https://github.com',
      },
    ],
    [
      { ci: 'gitlabCi' },
      { issuer: 'https://gitlab.com', repositories: 'https://gitlab.com' },
    ],
    [
      { ci: 'gitlabCi', issuer: 'https://gitlab.acme.example/git' },
      { repositories: 'https://gitlab.acme.example/git' },
    ],
    [
      {
        ci: 'githubActions',
        issuer: 'https://github.acme.example/_services/token',
        repositories: 'https://github.acme.example/',
      },
      { repositories: 'https://github.acme.example' },
    ],
  ])('knows where repositories are: %j', (written, expected) => {
    expect(oidcSetting.parse([{ audience, ...written }])).toEqual([
      expect.objectContaining({ privateNetwork: false, audience, ...expected }),
    ]);
  });

  it.each<[string, object[], RegExp]>([
    ['no audience', [{ ci: 'gitlabCi' }], /^0\.audience/],
    [
      'GitHub of an organization, repositories anywhere',
      [{ ci: 'githubActions', issuer: 'https://a.example', audience }],
      /^0\.repositories: the address/,
    ],
    [
      'an issuer without encryption',
      [{ ci: 'gitlabCi', issuer: 'http://a.example', audience }],
      /^0\.issuer: an https address, or say insecure: http/,
    ],
    [
      'an issuer twice',
      [
        { ci: 'gitlabCi', audience },
        { ci: 'gitlabCi', audience: 'https://b.example' },
      ],
      /each issuer once/,
    ],
  ])('refuses %s', (_, value, fault) => {
    expect(faultIn(oidcSetting, value)).toMatch(fault);
  });
});
