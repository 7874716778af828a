import { randomBytes } from 'node:crypto';
import { JsonObject } from '../objects/json';
import { controllerReference, namespaceOf } from '../objects/metadata';
import { mapAt, mapsAt, textMapAt } from '../objects/read';

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** Five random characters, none that make words. */
export const randomSuffix = () =>
  [...randomBytes(5)].map(byte => LETTERS[byte % LETTERS.length]).join('');

/** A pod from a template, controlled by its owner. */
export function podFrom(
  owner: JsonObject,
  name: string,
  extraLabels: Record<string, string> = {},
): JsonObject {
  const template = mapAt(owner, 'spec', 'template');
  const namespace = namespaceOf(owner);
  return {
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: { ...textMapAt(template, 'metadata', 'labels'), ...extraLabels },
      annotations: textMapAt(template, 'metadata', 'annotations'),
      ownerReferences: [controllerReference(owner)],
    },
    spec: mapAt(template, 'spec'),
  };
}

/** Whether a pod reports that it is ready. */
export const isReady = (pod: JsonObject) =>
  mapsAt(pod, 'status', 'conditions').some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
