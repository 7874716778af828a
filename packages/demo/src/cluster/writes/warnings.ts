import { JsonObject } from '../objects/json';
import { finalizersOf } from '../objects/metadata';

/** What the API server remarks about an object that it accepts. */
export function remarksOn(object: JsonObject): string[] {
  return finalizersOf(object)
    .filter(name => !name.includes('/'))
    .filter(name => !['foregroundDeletion', 'orphan'].includes(name))
    .map(
      name =>
        `metadata.finalizers: ${JSON.stringify(
          name,
        )}: prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers`,
    );
}
