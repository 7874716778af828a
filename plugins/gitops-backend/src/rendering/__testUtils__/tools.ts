import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

function onPath(name: string): string {
  return (
    (process.env.PATH ?? '')
      .split(delimiter)
      .map(folder => join(folder, name))
      .find(existsSync) ?? ''
  );
}

/** The real programs, from the environment of the tests or from PATH; '' where they are absent. */
export const kubectl = process.env.GITOPS_TEST_KUBECTL ?? onPath('kubectl');
export const helm = process.env.GITOPS_TEST_HELM ?? onPath('helm');

/** What is absent and how to give it, for the name of what is skipped; '' where nothing is. */
export const absent = [
  kubectl ? '' : ' (no kubectl on PATH, nor in GITOPS_TEST_KUBECTL)',
  helm ? '' : ' (no helm on PATH, nor in GITOPS_TEST_HELM)',
].join('');
