import fc from 'fast-check';
import { Address } from './Address';

const gitea = new Address('https://example.com/gitea');

describe('Address', () => {
  it.each([
    ['https://example.com/gitea/acme/deploy', 'acme/deploy'],
    ['https://example.com/gitea/acme/deploy.git', 'acme/deploy'],
    ['https://example.com/gitea/acme/deploy.git/', 'acme/deploy'],
    ['https://example.com/gitea/acme_co/de.ploy-x', 'acme_co/de.ploy-x'],
    // Over it, a token would be sent in the clear.
    ['http://example.com/gitea/acme/deploy', undefined],
    ['https://example.com:8443/gitea/acme/deploy', undefined],
    ['https://example.com.example.com/gitea/acme/deploy', undefined],
    ['https://user@example.com/gitea/acme/deploy', undefined],
    ['https://example.com/acme/deploy', undefined],
    ['https://example.com/gitea2/acme/deploy', undefined],
    ['https://example.com/gitea/acme', undefined],
    ['https://example.com/gitea/acme/.git', undefined],
    ['https://example.com/gitea/acme/..', undefined],
    ['https://example.com/gitea/../deploy', undefined],
    ['https://example.com/gitea/acme/deploy/src/branch/main', undefined],
    ['https://example.com/gitea/ac%2Fme/deploy', undefined],
    ['git@example.com:acme/deploy.git', undefined],
  ])('reads the repository of %s', (url, expected) => {
    const name = gitea.repositoryAt(url);
    expect(name && `${name.owner}/${name.repo}`).toBe(expected);
  });

  it('lies at the root of its host where it has no path', () => {
    const root = new Address('https://gitea.example.com/');
    const name = { owner: 'acme', repo: 'deploy' };
    expect(root.urlOf(name)).toBe('https://gitea.example.com/acme/deploy');
    expect(root.repositoryAt(root.urlOf(name))).toEqual(name);
  });

  it.each([
    'src/commit/0123456789012345678901234567890123456789/a.yaml',
    'src/tag/v1/a.yaml',
    'src/main/a.yaml',
    'src/branch/main',
    'media/branch/main/a.yaml',
  ])('reads no branch of %s', path => {
    const url = `https://example.com/gitea/acme/deploy/${path}`;
    expect(gitea.parseFileUrl(url)).toBeUndefined();
  });

  it('reads only names that lead nowhere else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (owner, repo) => {
        const name = gitea.repositoryAt(
          `https://example.com/gitea/${owner}/${repo}`,
        );
        if (!name) return;
        const url = new URL(gitea.urlOf(name));
        expect(url.origin).toBe('https://example.com');
        expect(url.pathname).toBe(`/gitea/${name.owner}/${name.repo}`);
      }),
    );
  });

  it('reads only paths inside the repository', () => {
    fc.assert(
      fc.property(fc.webPath(), path => {
        const file = gitea.parseFileUrl(
          `https://example.com/gitea/acme/deploy/src/branch/main${path}`,
        );
        if (!file) return;
        expect(file.path.split('/')).not.toContain('..');
        expect(file.path.startsWith('/')).toBe(false);
      }),
    );
  });
});
