import { parseRepository, registryHost } from './RepositoryName';

describe('parseRepository', () => {
  it.each<[string, string, string]>([
    ['ghcr.io/acme/payments', 'ghcr.io', 'acme/payments'],
    ['GHCR.io/acme/payments', 'ghcr.io', 'acme/payments'],
    ['registry.example:5000/a', 'registry.example:5000', 'a'],
    ['registry.example:443/a', 'registry.example', 'a'],
    ['localhost/a', 'localhost', 'a'],
    ['nginx', 'registry-1.docker.io', 'library/nginx'],
    ['docker.io/nginx', 'registry-1.docker.io', 'library/nginx'],
    ['index.docker.io/acme/app', 'registry-1.docker.io', 'acme/app'],
    ['acme/app', 'registry-1.docker.io', 'acme/app'],
  ])('%s is served by %s as %s', (text, registry, name) => {
    expect(parseRepository(text)).toEqual({ registry, name });
  });

  it.each([
    '',
    'ghcr.io/',
    'ghcr.io//app',
    'ghcr.io/../app',
    'ghcr.io/acme/app?n=1',
    'ghcr.io/acme/app#x',
    'ghcr.io/Acme/app',
    'ann@ghcr.io/acme/app',
    'ghcr.io:99999/acme/app',
    'ghcr.io\\@evil.example/app',
    `ghcr.io/${'a'.repeat(255)}`,
  ])('%s is no repository', text => {
    expect(parseRepository(text)).toBeUndefined();
  });
});

describe('registryHost', () => {
  it('is where the API is', () => {
    expect(registryHost('docker.io')).toBe('registry-1.docker.io');
    expect(registryHost('Harbor.example:443')).toBe('harbor.example');
    expect(registryHost('harbor.example/path')).toBeUndefined();
  });
});
