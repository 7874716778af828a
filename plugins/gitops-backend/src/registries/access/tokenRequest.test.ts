import { settingsOf } from '../RegistrySettings';
import { tokenRequest } from './tokenRequest';

const repository = { registry: 'registry.example', name: 'acme/app' };

const configured = {
  host: 'registry.example',
  privateNetwork: false,
  budget: 600,
  poll: 120_000,
};

const ask = (
  parameters: Record<string, string>,
  settings: Partial<typeof configured> & {
    insecure?: 'http';
    tokenHost?: string;
  } = {},
) =>
  tokenRequest(
    repository,
    settingsOf(settings.host ?? configured.host, [
      { ...configured, ...settings },
    ]),
    { scheme: 'bearer', parameters },
  );

const PULL = 'scope=repository%3Aacme%2Fapp%3Apull';

describe('tokenRequest', () => {
  it.each<[string, Parameters<typeof ask>, string]>([
    [
      'the registry itself',
      [{ realm: 'https://registry.example/token', service: 's' }],
      `https://registry.example/token?service=s&${PULL}`,
    ],
    [
      'the well-known partner of Docker Hub',
      [
        { realm: 'https://auth.docker.io/token' },
        { host: 'registry-1.docker.io' },
      ],
      `https://auth.docker.io/token?${PULL}`,
    ],
    [
      'a host that the platform team set',
      [{ realm: 'https://sso.example/t' }, { tokenHost: 'sso.example' }],
      `https://sso.example/t?${PULL}`,
    ],
    [
      'a registry that is asked by http',
      [{ realm: 'http://registry.example/t' }, { insecure: 'http' }],
      `http://registry.example/t?${PULL}`,
    ],
    [
      'a realm with a query of its own',
      [{ realm: 'https://registry.example/t?tenant=1' }],
      `https://registry.example/t?tenant=1&${PULL}`,
    ],
    [
      'reading alone, whatever is asked for',
      [
        {
          realm: 'https://registry.example/t',
          scope:
            'repository:acme/app:pull,push,metadata_read,* repository:other/app:pull registry:catalog:*',
        },
      ],
      `https://registry.example/t?${PULL}%2Cmetadata_read`,
    ],
  ])('asks %s', (_, options, url) => {
    expect(ask(...options)).toEqual({ status: 'ask', url });
  });

  it.each<[string, Parameters<typeof ask>]>([
    ['no realm', [{}]],
    ['no URL', [{ realm: 'token' }]],
    ['no https', [{ realm: 'http://registry.example/t' }]],
    ['a file', [{ realm: 'file:///etc/passwd' }, { insecure: 'http' }]],
    ['credentials', [{ realm: 'https://a:b@registry.example/t' }]],
    ['a stranger', [{ realm: 'https://evil.example/t' }]],
    ['another port', [{ realm: 'https://registry.example:8443/t' }]],
    ['a longer name', [{ realm: 'https://registry.example.evil.example/t' }]],
    [
      "the partner of somebody else's",
      [{ realm: 'https://auth.docker.io/token' }],
    ],
  ])('refuses %s', (_, options) => {
    expect(ask(...options).status).toBe('refused');
  });

  it('says whom it was sent to, and what to do', () => {
    expect(ask({ realm: 'https://evil.example/t?secret=1' })).toEqual({
      status: 'refused',
      reason:
        'It wants a token from evil.example; where that is meant to be, the platform team can set tokenHost for registry.example below gitops.registries.',
    });
  });
});
