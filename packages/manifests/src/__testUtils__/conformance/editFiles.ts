import {
  applyImagePolicies,
  parseImageOverride,
  setHelmValues,
  setImageOverrides,
  setValues,
  type PolicyChange,
  type SetValuesResult,
} from '../..';
import type { FileCase } from './cases';

/** What this package makes of a case. */
export type EditedFiles =
  | {
      status: 'edited';
      files: Record<string, string>;
      changes?: readonly PolicyChange[];
    }
  | { status: 'refused'; message: string };

/** Asks this package for the edit of a case. */
export function editFiles({ files, edit }: FileCase): EditedFiles {
  const { kind, path: folder = '', policies = [] } = edit;
  const { images = [], set = [] } = edit;
  switch (kind) {
    case 'flux-setters':
      return applyPolicies(files, policies, folder);
    case 'kustomize-images':
      return editEach(files, (path, text) =>
        setImageOverrides(path, text, images.map(parseImageOverride)),
      );
    case 'helm-values':
      return editEach(files, (path, text) => setHelmValues(path, text, set));
    default:
      return editEach(files, (path, text) => setValues(path, text, set));
  }
}

function applyPolicies(
  files: FileCase['files'],
  policies: Array<{ name: string; image: string }>,
  folder: string,
): EditedFiles {
  const result = applyImagePolicies(
    new Map(Object.entries(files)),
    policies.map(({ name: policy, image }) => ({ policy, image })),
    folder,
  );
  switch (result.status) {
    case 'edited':
      return {
        status: 'edited',
        files: { ...files, ...Object.fromEntries(result.files) },
        changes: result.changes,
      };
    case 'unchanged':
      return { status: 'edited', files, changes: [] };
    default:
      return { status: 'refused', message: result.problem.message };
  }
}

function editEach(
  files: FileCase['files'],
  edit: (path: string, text: string) => SetValuesResult,
): EditedFiles {
  const edited: FileCase['files'] = {};
  for (const [path, text] of Object.entries(files)) {
    const result = edit(path, text);
    if (result.status === 'refused') {
      return { status: 'refused', message: result.problem.message };
    }
    edited[path] = result.status === 'edited' ? result.text : text;
  }
  return { status: 'edited', files: edited };
}
