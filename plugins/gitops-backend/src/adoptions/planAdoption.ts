import {
  isSecretLike,
  jsonEqual,
  type JsonObject,
  parsePath,
  printPath,
  valueAtPath,
  withoutBuiltInDefaults,
  withValueAtPath,
} from '@backstage-gitops/drift';
import {
  adoptFields,
  type FieldChange,
  parseFieldPath,
} from '@backstage-gitops/manifests';
import {
  objectId,
  type ObjectReference,
} from '@backstage-gitops/plugin-gitops-node';
import type { EnvironmentContent } from '../environments/readContent';
import type { Changes } from '../git/tree';
import type { Mirror } from '../git/Mirror';
import type { EnvironmentDeclaration } from '../pipelines/Declaration';
import type { Renderer } from '../rendering/Renderer';
import { renderContent } from '../rendering/renderContent';
import type { EnvironmentKey } from '../store/EnvironmentStore';
import { matchesRendering, renderedId } from './matchesRendering';

/** How live values come into an environment's files. */
export type AdoptionPlan =
  | { status: 'planned'; changes: Changes; sentence: string }
  | { status: 'refused'; reason: string };

function refused(reason: string): AdoptionPlan {
  return { status: 'refused', reason };
}

/** Rendering may leave the namespace to whoever applies. */
function isSame(rendered: JsonObject, object: ObjectReference): boolean {
  const id = renderedId(rendered);
  return (
    id === objectId(object) || id === objectId({ ...object, namespace: '' })
  );
}

/**
 * Plans the smallest edit of an environment's files after which they render to what Git has now, with the chosen fields
 * as the cluster has them, and to nothing else. Every candidate is rendered before it is believed.
 *
 * @param options - `paths` as drift reports write them.
 */
export async function planAdoption(options: {
  renderer: Renderer;
  mirror: Mirror;
  content: EnvironmentContent;
  environment: EnvironmentDeclaration;
  key: EnvironmentKey;
  object: ObjectReference;
  live: JsonObject;
  paths: string[];
}): Promise<AdoptionPlan> {
  const { content, object, live, paths, ...place } = options;
  const name = `${object.kind} ${object.name}`;
  const before = await renderContent({ ...place, content });
  if (before.status !== 'rendered') {
    return refused(
      before.status === 'empty'
        ? 'Git renders to no object at all.'
        : before.reason,
    );
  }
  const git = before.objects.find(one => isSame(one, object));
  if (!git) {
    return refused(`Git has no ${name} any more; look at the drift again.`);
  }
  if (isSecretLike(git) || isSecretLike(live)) {
    return refused(
      `${name} holds secrets, which do not belong into Git in the open. Change where they come from, or put the cluster back.`,
    );
  }
  const steps = paths.map(parsePath);
  const wanted = steps.reduce(
    (result, path) =>
      withoutBuiltInDefaults(
        withValueAtPath(result, path, valueAtPath(live, path)),
        path,
      ),
    git,
  );
  if (jsonEqual(wanted, git)) {
    return refused('Git says the same as the cluster already.');
  }
  const changes: FieldChange[] = [];
  for (const elements of steps) {
    const path = parseFieldPath(elements);
    if (!path) return refused(`${printPath(elements)} cannot be written.`);
    const value = valueAtPath(wanted, elements);
    changes.push({
      path,
      git: valueAtPath(git, elements),
      to: value === undefined ? { kind: 'remove' } : { kind: 'set', value },
    });
  }
  const result = adoptFields({
    tree: content.tree,
    inputs: content.inputs,
    object,
    changes,
  });
  if (result.status === 'refused') return refused(result.problem.message);
  const expected = before.objects.map(one => (one === git ? wanted : one));
  const candidates = result.status === 'edited' ? result.candidates : [];
  for (const { files, explanation } of candidates) {
    const after = await renderContent({ ...place, content, edits: files });
    if (
      after.status === 'rendered' &&
      matchesRendering(after.objects, expected)
    ) {
      return {
        status: 'planned',
        sentence: explanation,
        changes: new Map([...files].map(([path, text]) => [path, { text }])),
      };
    }
  }
  return refused(
    `No edit of ${place.environment.name}'s own files gives ${name} exactly these fields and leaves everything else as it is. Change Git by hand.`,
  );
}
