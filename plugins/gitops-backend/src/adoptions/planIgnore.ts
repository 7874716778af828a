import {
  type JsonObject,
  parsePath,
  placeOfPath,
  printPointer,
} from '@backstage-gitops/drift';
import { editYamlField, type FieldStep } from '@backstage-gitops/manifests';
import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';
import type { GitEditPlan } from '../edits/GitEditPlan';
import type { Services } from '../promotions/services';

/** How fields are left out of the comparison from now on. */
export type IgnorePlan =
  | { status: 'planned'; edit: GitEditPlan }
  | { status: 'refused'; reason: string };

function refused(reason: string): IgnorePlan {
  return { status: 'refused', reason };
}

/** Pointers as ignore rules have them: a field that is gone from the cluster is named as Git names it. */
function pointersOf(live: JsonObject, paths: string[]): string[] {
  return paths.map(path => {
    const place = placeOfPath(live, parsePath(path));
    return place ? printPointer(place) : path;
  });
}

/**
 * Plans an entry below `ignore` of an environment in its pipeline file, on the head of the default branch.
 *
 * @param options - `file` is the URL of the pipeline file; `paths` as drift reports write them.
 */
export async function planIgnore(options: {
  services: Services;
  file: string;
  environment: string;
  object: ObjectReference;
  live: JsonObject;
  paths: string[];
  mode?: 'strip' | 'adopt';
}): Promise<IgnorePlan> {
  const { services, file, environment, object, live, paths, mode } = options;
  const location = services.mirrors.parseFileUrl(file);
  if (!location) {
    return refused(
      `${file || 'The pipeline file'} is on no configured Git host.`,
    );
  }
  const hosted = await services.mirrors.get(location.repository);
  await hosted.mirror.refresh();
  const branch = hosted.mirror.defaultBranch;
  const head = hosted.mirror.head(branch);
  const before = head && (await hosted.mirror.file(head, location.path));
  if (!head || before === undefined) {
    return refused(
      `There is no ${location.path} on branch ${branch} any more.`,
    );
  }
  const pointers = pointersOf(live, paths);
  const unclear = pointers.find(pointer => /\/[kvi]:/.test(pointer));
  if (unclear !== undefined) {
    return refused(
      `${unclear} is gone from the cluster, and an ignore rule can name an item of a list by its place only. Write the rule by hand.`,
    );
  }
  const { group, kind, name } = object;
  const rule: FieldStep[] = [
    'spec',
    'environments',
    { keys: { name: environment } },
    'ignore',
    { keys: { ...(group ? { group } : {}), kind, name } },
  ];
  const edits: Array<[FieldStep[], string]> = pointers.map(pointer => [
    [...rule, 'pointers', { value: pointer }],
    pointer,
  ]);
  if (mode) edits.push([[...rule, 'mode'], mode]);
  let text = before;
  for (const [steps, value] of edits) {
    const edit = editYamlField({ path: location.path, text }, steps, {
      kind: 'set',
      value,
    });
    if (edit.status === 'refused') return edit;
    if (edit.status === 'edited') text = edit.text;
  }
  if (text === before)
    return refused('The pipeline file ignores this already.');
  return {
    status: 'planned',
    edit: {
      hosted,
      branch,
      head,
      changes: new Map([[location.path, { text }]]),
      sentence: `Below ignore of ${environment} in ${location.path}; items of lists are named by their place.`,
    },
  };
}
