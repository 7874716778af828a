import type { EnvironmentContent } from '../environments/readContent';
import type { Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import type { Renderer } from './Renderer';
import type { RenderOutcome } from './RenderRequest';

/** What of an environment's declaration its rendering depends on. */
export interface RenderedEnvironment {
  place: Pick<EnvironmentDeclaration['place'], 'path'>;
  reconciliation?: { target: { namespace: string } };
}

/**
 * Renders an environment as its files are at a commit.
 *
 * @param options - `edits`: texts of files as they would be instead.
 */
export async function renderContent(options: {
  renderer: Renderer;
  mirror: Mirror;
  content: EnvironmentContent;
  environment: RenderedEnvironment;
  key: EnvironmentKey;
  edits?: ReadonlyMap<string, string>;
}): Promise<RenderOutcome> {
  const { renderer, mirror, content, environment, key, edits } = options;
  const inputs = new Map([...content.own, ...content.shared]);
  const blobs = await mirror.blobs(inputs.values());
  const files = new Map<string, string | Buffer>();
  for (const [path, id] of inputs) {
    const blob = blobs.get(id);
    if (blob) files.set(path, blob);
  }
  for (const [path, text] of edits ?? []) files.set(path, text);
  const links = new Set(
    [...inputs.keys()].filter(
      path => content.tree.entries.get(path) === 'symlink',
    ),
  );
  return renderer.render({
    files,
    links,
    path: environment.place.path,
    namespace: environment.reconciliation?.target.namespace,
    releaseName: key.entityRef.split('/').pop(),
  });
}
