import fc from 'fast-check';
import { Address } from './Address';

const gitlab = new Address('https://gitlab.com');
const below = new Address('https://example.com/gitlab/');

describe('Address', () => {
  it.each([
    ['https://gitlab.com/acme/deploy', 'acme/deploy'],
    [
      'https://gitlab.com/acme/platform/team/deploy',
      'acme/platform/team/deploy',
    ],
    ['https://gitlab.com/acme/deploy.git', 'acme/deploy'],
    ['https://gitlab.com/acme/deploy.git/', 'acme/deploy'],
    ['https://gitlab.com/acme_co/de.ploy-x', 'acme_co/de.ploy-x'],
    // Over it, a token would be sent in the clear.
    ['http://gitlab.com/acme/deploy', undefined],
    ['https://gitlab.com:8443/acme/deploy', undefined],
    ['https://gitlab.com.example.com/acme/deploy', undefined],
    ['https://user@gitlab.com/acme/deploy', undefined],
    ['https://gitlab.com/acme', undefined],
    ['https://gitlab.com/acme/.git', undefined],
    ['https://gitlab.com/acme/..', undefined],
    ['https://gitlab.com/acme/../deploy', undefined],
    ['https://gitlab.com/acme//deploy', undefined],
    ['https://gitlab.com/acme/deploy/-/tree/main', undefined],
    ['https://gitlab.com/acme/deploy/-/merge_requests/1', undefined],
    ['https://gitlab.com/ac%2Fme/deploy', undefined],
    ['git@gitlab.com:acme/deploy.git', undefined],
  ])('reads the project of %s', (url, expected) => {
    expect(gitlab.projectAt(url)).toBe(expected);
  });

  it.each([
    ['https://example.com/gitlab/acme/platform/deploy', 'acme/platform/deploy'],
    ['https://example.com/acme/platform/deploy', undefined],
    ['https://example.com/gitlab-old/acme/deploy', undefined],
    ['https://example.com/gitlab/acme', undefined],
  ])(
    'reads the project of %s, where the host is below a path',
    (url, expected) => {
      expect(below.projectAt(url)).toBe(expected);
    },
  );

  it.each([
    ['-/blob/main/a/b.yaml', { branch: 'main', path: 'a/b.yaml' }],
    [
      '-/raw/env%2Fdev/a.yaml?inline=false',
      { branch: 'env/dev', path: 'a.yaml' },
    ],
    ['blob/main/-/blob/a.yaml', { branch: 'main', path: '-/blob/a.yaml' }],
    ['-/blob/HEAD/a.yaml', { path: 'a.yaml' }],
    ['-/tree/main/a.yaml', undefined],
    ['-/blob/main', undefined],
  ])('reads the file of %s', (end, expected) => {
    const repository = 'https://example.com/gitlab/acme/platform/deploy';
    expect(below.parseFileUrl(`${repository}/${end}`)).toEqual(
      expected && { repository, ...expected },
    );
  });

  it.each([
    ['https://gitlab.com/ana', 'ana'],
    ['ana', 'ana'],
    ['https://elsewhere.example.com/ana', undefined],
    ['https://gitlab.com/groups/acme', undefined],
    ['', undefined],
  ])('reads the username in %s', (annotation, expected) => {
    expect(gitlab.usernameIn(annotation)).toBe(expected);
  });

  it('reads only names that lead nowhere else', () => {
    const names = fc.array(fc.string(), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(names, steps => {
        const project = gitlab.projectAt(
          `https://gitlab.com/${steps.join('/')}`,
        );
        if (!project) return;
        const url = new URL(gitlab.urlOf(project));
        expect(url.origin).toBe('https://gitlab.com');
        expect(url.pathname).toBe(`/${project}`);
      }),
    );
  });

  it('reads only paths inside the repository', () => {
    fc.assert(
      fc.property(fc.webPath(), path => {
        const file = gitlab.parseFileUrl(
          `https://gitlab.com/acme/deploy/-/blob/main${path}`,
        );
        if (!file) return;
        expect(file.path.split('/')).not.toContain('..');
        expect(file.path.startsWith('/')).toBe(false);
      }),
    );
  });
});
