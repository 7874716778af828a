import { imageRepository, imagesPushed, parseReference } from './images';

describe('imageRepository', () => {
  it.each<[string | undefined, string, string | undefined]>([
    ['ghcr.io', 'Acme/App', 'ghcr.io/acme/app'],
    ['https://Quay.example.com:8443/', 'a/b', 'quay.example.com:8443/a/b'],
    ['docker.io', 'redis', 'docker.io/library/redis'],
    ['index.docker.io', 'acme/app', 'docker.io/acme/app'],
    ['localhost:5000', 'app', 'localhost:5000/app'],
    ['ghcr.io', 'acme/tools/app', 'ghcr.io/acme/tools/app'],
    [undefined, 'acme/app', 'acme/app'],
    ['ghcr.io', '', undefined],
    ['ghcr.io', '/app', undefined],
    ['ghcr.io', 'acme//app', undefined],
    ['ghcr.io', 'acme/../app', undefined],
    ['ghcr.io', 'acme/app:v1', undefined],
    ['ghcr.io', 'acme/a pp', undefined],
    ['ghcr.io', `acme/${'a'.repeat(300)}`, undefined],
    ['ghcr.io@evil.example', 'acme/app', undefined],
    ['user:secret@ghcr.io', 'acme/app', undefined],
  ])('%s and %s', (registry, path, expected) => {
    expect(imageRepository(registry, path)).toBe(expected);
  });
});

describe('parseReference', () => {
  it.each([
    ['app', 'docker.io', 'app', undefined, undefined],
    ['acme/app:v1', 'docker.io', 'acme/app', 'v1', undefined],
    ['ghcr.io/acme/app', 'ghcr.io', 'acme/app', undefined, undefined],
    ['host:5000/acme/app:v1', 'host:5000', 'acme/app', 'v1', undefined],
    ['localhost/app:v1', 'localhost', 'app', 'v1', undefined],
    ['https://h.io/a@sha256:ab', 'h.io', 'a', undefined, 'sha256:ab'],
    ['h.io/a:v1@sha256:ab', 'h.io', 'a', 'v1', 'sha256:ab'],
  ])('%s', (text, registry, path, tag, digest) => {
    expect(parseReference(text)).toEqual({ registry, path, tag, digest });
  });
});

describe('imagesPushed', () => {
  const app = { registry: 'ghcr.io', path: 'acme/app' };
  it.each([
    ['a digest alone', { ...app, digest: 'sha256:ab' }, 'events'],
    ['neither tag nor digest', app, 'ignored'],
    ['no repository', { registry: 'ghcr.io', tag: 'v1' }, 'ignored'],
    ['an impossible repository', { path: '-', tag: 'v1' }, 'malformed'],
    ['an impossible tag', { ...app, tag: 'v1/../v2' }, 'malformed'],
    ['an endless tag', { ...app, tag: 'v'.repeat(129) }, 'malformed'],
    ['an impossible digest', { ...app, tag: 'v1', digest: 'x' }, 'malformed'],
  ])('%s', (_, image, status) => {
    expect(imagesPushed([image]).status).toBe(status);
  });
});
