import fc from 'fast-check';
import { Address } from './Address';

const github = new Address('https://github.com');

describe('Address', () => {
  it.each([
    ['https://github.com/acme/deploy', 'acme/deploy'],
    ['https://github.com/acme/deploy.git', 'acme/deploy'],
    ['https://github.com/acme/deploy.git/', 'acme/deploy'],
    ['https://github.com/acme_co/de.ploy-x', 'acme_co/de.ploy-x'],
    // Over it, a token would be sent in the clear.
    ['http://github.com/acme/deploy', undefined],
    ['https://github.com:8443/acme/deploy', undefined],
    ['https://github.com.example.com/acme/deploy', undefined],
    ['https://user@github.com/acme/deploy', undefined],
    ['https://github.com/acme', undefined],
    ['https://github.com/acme/.git', undefined],
    ['https://github.com/acme/..', undefined],
    ['https://github.com/acme/../deploy', undefined],
    ['https://github.com/acme/deploy/tree/main', undefined],
    ['https://github.com/ac%2Fme/deploy', undefined],
    ['git@github.com:acme/deploy.git', undefined],
  ])('reads the repository of %s', (url, expected) => {
    const name = github.repositoryAt(url);
    expect(name && `${name.owner}/${name.repo}`).toBe(expected);
  });

  it('takes the default branch for HEAD', () => {
    expect(
      github.parseFileUrl('https://github.com/acme/deploy/blob/HEAD/a.yaml'),
    ).toEqual({ repository: 'https://github.com/acme/deploy', path: 'a.yaml' });
  });

  it('reads only names that lead nowhere else', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (owner, repo) => {
        const name = github.repositoryAt(`https://github.com/${owner}/${repo}`);
        if (!name) return;
        const url = new URL(github.urlOf(name));
        expect(url.origin).toBe('https://github.com');
        expect(url.pathname).toBe(`/${name.owner}/${name.repo}`);
      }),
    );
  });

  it('reads only paths inside the repository', () => {
    fc.assert(
      fc.property(fc.webPath(), path => {
        const file = github.parseFileUrl(
          `https://github.com/acme/deploy/blob/main${path}`,
        );
        if (!file) return;
        expect(file.path.split('/')).not.toContain('..');
        expect(file.path.startsWith('/')).toBe(false);
      }),
    );
  });
});
