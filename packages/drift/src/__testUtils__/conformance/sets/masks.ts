import { isJsonObject, type JsonObject, parseJson } from '../../../json';
import { objectAt, textAt } from '../../../json/JsonValue';
import { type MaskedObject, maskObjects } from '../../../mask/MaskedObjects';
import type { Case } from '../Case';
import { failedChecks } from '../checks';

function noteOf(object: JsonObject | undefined) {
  const note = textAt(
    objectAt(objectAt(object, 'metadata'), 'annotations'),
    'kubectl.kubernetes.io/last-applied-configuration',
  );
  return note === undefined ? undefined : parseNote(note);
}

function parseNote(note: string) {
  try {
    return parseJson(note);
  } catch {
    return undefined;
  }
}

function shown(object: MaskedObject | undefined): JsonObject | undefined {
  return object?.toJSON();
}

/** drift/mask: values of Secrets in all places that hold them. */
export function gradeMask(one: Case): string[] {
  const masked = maskObjects(
    { target: one.object('target'), live: one.object('live') },
    {
      annotations: one
        .list('hideAnnotations')
        .filter((name): name is string => typeof name === 'string'),
    },
  );
  const target = shown(masked.target);
  const live = shown(masked.live);
  const checks = one.object('expected')?.checks;
  return failedChecks(
    Array.isArray(checks) ? checks.filter(isJsonObject) : [],
    {
      target,
      live,
      targetLastApplied: noteOf(target),
      liveLastApplied: noteOf(live),
    },
  );
}
