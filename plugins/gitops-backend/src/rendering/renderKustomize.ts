import type { JsonValue } from '@backstage-gitops/drift';
import { checkKustomizations } from './checkKustomizations';
import { parseManifests } from './parseManifests';
import { fail } from './RenderProblem';
import type { Sandbox } from './Sandbox';
import { toolMessage } from './toolMessage';
import type { Tools } from './Tools';
import { withWorkspace } from './Workspace';

/** Builds a kustomization, as `kubectl kustomize` does without options. */
export async function renderKustomize(
  files: ReadonlyMap<string, Buffer>,
  folder: string,
  by: { sandbox: Sandbox; tools: Tools; signal?: AbortSignal },
): Promise<JsonValue[]> {
  await checkKustomizations(files);
  const tool = by.tools.kustomize;
  return withWorkspace(files, async root => {
    const { status, output, errors } = await by.sandbox.run(
      tool.path,
      [tool.name === 'kustomize' ? 'build' : 'kustomize', `./${folder}`],
      { root, signal: by.signal },
    );
    if (status === 'failed') {
      fail(
        `The kustomization could not be built: ${toolMessage(errors, {
          root,
          files,
        })}`,
      );
    }
    const parsed = await parseManifests(output);
    return parsed.status === 'parsed'
      ? parsed.documents
      : fail(
          `What the kustomization gives cannot be read: ${parsed.problem}. Correct its files.`,
        );
  });
}
