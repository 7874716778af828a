import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import scaffolderModuleGitOps from './index';

describe('scaffolderModuleGitOps', () => {
  it('adds its action', async () => {
    const added: string[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          {
            addActions: (...actions) =>
              added.push(...actions.map(({ id }) => id)),
          },
        ],
      ],
      features: [scaffolderModuleGitOps, mockServices.rootConfig.factory()],
    });
    expect(added).toEqual(['gitops:pipeline:create']);
  });
});
