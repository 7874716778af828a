import { type EnvironmentView, isObject } from '@backstage-gitops/cluster';
import type { JsonObject } from '@backstage-gitops/drift';
import type {
  DesiredState,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-node';

/** Names an object of Git that may have no namespace written. */
function nameOf(group: string, kind: string, name: string): string {
  return [group, kind, name].join('/');
}

function nameOfDesired({ apiVersion, kind, metadata }: JsonObject): string {
  const [group] = String(apiVersion).includes('/')
    ? String(apiVersion).split('/')
    : [''];
  const name = isObject(metadata) ? metadata.name : undefined;
  return nameOf(group, String(kind), String(name));
}

/**
 * Says of objects that an engine calls drifted which fields differ and who has them: the engine says only that they do.
 * Objects that are as Git has them are not even read.
 */
export async function explain(
  objects: ObservedObject[],
  desired: DesiredState,
  view: EnvironmentView,
): Promise<ObservedObject[]> {
  const drifted = new Set(
    objects
      .filter(({ sync }) => sync === 'Drifted')
      .map(({ group, kind, name }) => nameOf(group, kind, name)),
  );
  const compared = await view.observe(
    {
      ...desired,
      objects: desired.objects.filter(one => drifted.has(nameOfDesired(one))),
    },
    Promise.resolve([]),
  );
  return objects.map(object => {
    const ours = compared.objects.find(
      ({ group, kind, namespace, name }) =>
        nameOf(group, kind, name) ===
          nameOf(object.group, object.kind, object.name) &&
        namespace === object.namespace,
    );
    if (!ours || object.sync !== 'Drifted') return object;
    const { fields, problem, uid, resourceVersion } = ours;
    return {
      ...object,
      fields,
      ...(problem ? { problem } : {}),
      ...(uid ? { uid } : {}),
      ...(resourceVersion ? { resourceVersion } : {}),
    };
  });
}
