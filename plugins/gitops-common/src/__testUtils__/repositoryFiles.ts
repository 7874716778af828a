import {
  collectInputs,
  type Inputs,
  type Tree,
} from '@backstage-gitops/manifests';

/** What rendering reads of an environment in these files, which are all there are. */
export function inputsOf(
  files: ReadonlyMap<string, string>,
  folder: string,
): { tree: Tree; inputs: Inputs } {
  const tree: Tree = {
    entries: new Map([...files.keys()].map(path => [path, 'file'])),
    files,
  };
  const result = collectInputs(tree, folder);
  if (result.status !== 'complete') throw new Error(JSON.stringify(result));
  return { tree, inputs: result.inputs };
}
