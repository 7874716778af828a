import { isResourcePermission } from '@backstage/plugin-permission-common';
import { gitopsPermissions } from './permissions';

describe('permissions', () => {
  it('are these, decided on these', () => {
    expect(
      Object.fromEntries(
        gitopsPermissions.map(permission => [
          permission.name,
          isResourcePermission(permission)
            ? permission.resourceType
            : permission.type,
        ]),
      ),
    ).toEqual({
      'gitops.view': 'basic',
      'gitops.pipeline.create': 'basic',
      'gitops.pipeline.read': 'gitops-pipeline',
      'gitops.release.create': 'gitops-pipeline',
      'gitops.release.reject': 'gitops-pipeline',
      'gitops.promotion.create': 'gitops-environment',
      'gitops.promotion.approve': 'gitops-environment',
      'gitops.promotion.bypass': 'gitops-environment',
      'gitops.promotion.merge': 'gitops-environment',
      'gitops.promotion.cancel': 'gitops-environment',
      'gitops.environment.approve': 'gitops-environment',
      'gitops.environment.rollback': 'gitops-environment',
      'gitops.environment.reconcile': 'gitops-environment',
      'gitops.environment.hold': 'gitops-environment',
      'gitops.environment.freeze': 'gitops-environment',
      'gitops.environment.adopt': 'gitops-environment',
      'gitops.environment.ignore': 'gitops-environment',
    });
  });

  it('are each listed once', () => {
    const names = gitopsPermissions.map(({ name }) => name);
    expect(names).toHaveLength(new Set(names).size);
  });
});
