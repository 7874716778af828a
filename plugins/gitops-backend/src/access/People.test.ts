import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { GitHost } from '@backstage-gitops/plugin-gitops-node';
import { People } from './People';

/** What People asks of a host. */
function hostOf(part: Pick<GitHost, 'loginAnnotation' | 'loginIn'>): GitHost {
  return Object.assign(Object.create(null), part);
}

const user = (name: string, annotation: string, value: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, annotations: { [annotation]: value } },
  spec: { memberOf: [] },
});

describe('People', () => {
  const people = new People({
    auth: mockServices.auth(),
    catalog: catalogServiceMock({
      entities: [
        user('ana', 'github.com/user-login', 'ana-dev'),
        user('ravi', 'gitlab.com/user-login', 'https://gitlab.com/ravi-ops'),
        user('dana', 'gitlab.com/user-login', 'https://elsewhere.example.com'),
      ],
    }),
  });
  const github = hostOf({ loginAnnotation: 'github.com/user-login' });
  const gitlab = hostOf({
    loginAnnotation: 'gitlab.com/user-login',
    loginIn: value => /^https:\/\/gitlab\.com\/(.+)$/.exec(value)?.[1],
  });

  it.each([
    ['that an annotation is', github, 'ana-dev', 'user:default/ana'],
    ['that an annotation holds', gitlab, 'ravi-ops', 'user:default/ravi'],
  ])('knows a login %s', async (_, host, login, entityRef) => {
    expect(await people.byLogin(host, login)).toMatchObject({ entityRef });
    expect(await people.loginOf(host, entityRef)).toBe(login);
  });

  it('knows nobody by what is no login', async () => {
    const login = 'https://elsewhere.example.com';
    expect(await people.byLogin(gitlab, login)).toEqual({ name: login, login });
    expect(await people.loginOf(gitlab, 'user:default/dana')).toBeUndefined();
  });
});
