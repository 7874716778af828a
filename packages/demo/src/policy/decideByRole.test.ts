import { gitopsPermissions } from '@backstage-gitops/plugin-gitops-common';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import { readPeople } from '../world/people';
import { decideByRole } from './decideByRole';

const { ALLOW, DENY, CONDITIONAL } = AuthorizeResult;

function refsOf(login: string): string[] {
  const person = readPeople().find(candidate => candidate.login === login);
  if (!person) throw new Error(`org.yaml has nobody with the login ${login}`);
  return [person.entityRef, ...person.groupRefs];
}

const catalogRead = createPermission({
  name: 'catalog.entity.read',
  attributes: { action: 'read' },
  resourceType: 'catalog-entity',
});
const catalogDelete = createPermission({
  name: 'catalog.entity.delete',
  attributes: { action: 'delete' },
  resourceType: 'catalog-entity',
});

const clusterProxy = createPermission({
  name: 'kubernetes.proxy',
  attributes: {},
});

const templates = [
  createPermission({
    name: 'scaffolder.template.parameter.read',
    attributes: { action: 'read' },
    resourceType: 'scaffolder-template',
  }),
  createPermission({
    name: 'scaffolder.task.create',
    attributes: { action: 'create' },
  }),
  createPermission({
    name: 'scaffolder.action.execute',
    attributes: {},
    resourceType: 'scaffolder-action',
  }),
];

const table: Array<
  [string, AuthorizeResult, AuthorizeResult, AuthorizeResult]
> = [
  // permission, developer, reliability engineer, reader
  ['gitops.view', ALLOW, ALLOW, ALLOW],
  ['gitops.pipeline.create', ALLOW, ALLOW, DENY],
  ['gitops.pipeline.read', ALLOW, ALLOW, ALLOW],
  ['gitops.release.create', DENY, ALLOW, DENY],
  ['gitops.release.reject', CONDITIONAL, ALLOW, DENY],
  ['gitops.promotion.create', CONDITIONAL, ALLOW, DENY],
  ['gitops.promotion.approve', CONDITIONAL, ALLOW, DENY],
  ['gitops.promotion.bypass', DENY, ALLOW, DENY],
  ['gitops.promotion.merge', CONDITIONAL, ALLOW, DENY],
  ['gitops.promotion.cancel', CONDITIONAL, ALLOW, DENY],
  ['gitops.environment.approve', DENY, ALLOW, DENY],
  ['gitops.environment.rollback', CONDITIONAL, ALLOW, DENY],
  ['gitops.environment.reconcile', CONDITIONAL, ALLOW, DENY],
  ['gitops.environment.hold', CONDITIONAL, ALLOW, DENY],
  ['gitops.environment.freeze', DENY, ALLOW, DENY],
  ['gitops.environment.adopt', CONDITIONAL, ALLOW, DENY],
  ['gitops.environment.ignore', CONDITIONAL, ALLOW, DENY],
  ['catalog.entity.read', ALLOW, ALLOW, ALLOW],
  ['catalog.entity.delete', ALLOW, ALLOW, DENY],
  ['kubernetes.proxy', DENY, ALLOW, DENY],
  ['scaffolder.template.parameter.read', ALLOW, ALLOW, ALLOW],
  ['scaffolder.task.create', ALLOW, ALLOW, DENY],
  ['scaffolder.action.execute', ALLOW, ALLOW, DENY],
];

const permissions: Permission[] = [
  ...gitopsPermissions,
  catalogRead,
  catalogDelete,
  clusterProxy,
  ...templates,
];

describe('decideByRole', () => {
  it('is tabled for every permission', () => {
    expect(table.map(([name]) => name).sort()).toEqual(
      permissions.map(({ name }) => name).sort(),
    );
  });

  it.each(table)('%s', (name, developer, engineer, reader) => {
    const permission = permissions.find(candidate => candidate.name === name)!;
    expect({
      dana: decideByRole(permission, refsOf('dana')).result,
      ravi: decideByRole(permission, refsOf('ravi')).result,
      sofia: decideByRole(permission, refsOf('sofia')).result,
      rita: decideByRole(permission, refsOf('rita')).result,
    }).toEqual({
      dana: developer,
      ravi: engineer,
      sofia: engineer,
      rita: reader,
    });
  });

  it("asks the plugin's own rule whether the entity is theirs", () => {
    const permission = permissions.find(
      ({ name }) => name === 'gitops.promotion.approve',
    )!;
    expect(decideByRole(permission, refsOf('dana'))).toEqual({
      result: CONDITIONAL,
      pluginId: 'gitops',
      resourceType: 'gitops-environment',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'gitops-environment',
        params: {
          claims: ['user:default/dana', 'group:default/payments-team'],
        },
      },
    });
  });
});
