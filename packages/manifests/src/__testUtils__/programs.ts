import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';

function onPath(name: string): string {
  return (
    (process.env.PATH ?? '')
      .split(delimiter)
      .map(folder => join(folder, name))
      .find(existsSync) ?? ''
  );
}

const kubectl = process.env.GITOPS_TEST_KUBECTL ?? onPath('kubectl');
const helm = process.env.GITOPS_TEST_HELM ?? onPath('helm');

/** What is absent and how to give it, for the name of what is skipped; '' where nothing is. */
export const absent = [
  kubectl ? '' : ' (no kubectl on PATH, nor in GITOPS_TEST_KUBECTL)',
  helm ? '' : ' (no helm on PATH, nor in GITOPS_TEST_HELM)',
].join('');

/** Every leaf that the real programs render, by its path; items by their name or port. */
export function render(
  files: Record<string, string>,
  by: 'kustomize' | 'helm',
): Map<string, unknown> {
  const root = mkdtempSync(join(tmpdir(), 'manifests-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(root, dirname(path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const options = { cwd: root, encoding: 'utf8', stdio: 'pipe' } as const;
    const output =
      by === 'kustomize'
        ? execFileSync(kubectl, ['kustomize', 'env'], options)
        : execFileSync(
            helm,
            ['template', '--values=env/values.yaml', 'release', './chart'],
            options,
          );
    return leavesOf(output);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function leavesOf(output: string): Map<string, unknown> {
  const leaves = new Map<string, unknown>();
  const documents = parseAllDocuments(output);
  for (const document of 'empty' in documents ? [] : documents) {
    const object = document.toJS();
    if (object) {
      collect(object, `${object.kind} ${object.metadata.name}`, leaves);
    }
  }
  return leaves;
}

function collect(
  value: unknown,
  path: string,
  leaves: Map<string, unknown>,
): void {
  if (typeof value !== 'object' || value === null) {
    leaves.set(path, value);
    return;
  }
  if (Object.keys(value).length === 0) {
    leaves.set(path, JSON.stringify(value));
  }
  for (const [key, inner] of Object.entries(value)) {
    const name = Array.isArray(value) ? inner?.name ?? key : key;
    collect(inner, `${path}/${name}`, leaves);
  }
}

/** Leaves that differ: before and after. */
export function differences(
  before: Map<string, unknown>,
  after: Map<string, unknown>,
): Record<string, [unknown, unknown]> {
  const paths = [...new Set([...before.keys(), ...after.keys()])];
  return Object.fromEntries(
    paths
      .filter(path => before.get(path) !== after.get(path))
      .map(path => [path, [before.get(path), after.get(path)]]),
  );
}
