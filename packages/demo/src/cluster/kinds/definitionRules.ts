import { Cause } from '../errors/failures';
import { ensureMap } from '../defaults/fill';
import { JsonObject } from '../objects/json';
import { nameOf, timestamp } from '../objects/metadata';
import { mapAt, mapsAt, textAt } from '../objects/read';
import { immutable, invalidField, requiredField } from './causes';
import { KindRules } from './kindRules';

// The names are accepted at once: a real server takes a moment for it.
function accept(object: JsonObject, now: Date) {
  const storage = mapsAt(object, 'spec', 'versions').find(
    version => version.storage === true,
  );
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastTransitionTime: timestamp(now),
    reason,
    message,
  });
  object.status = {
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition(
        'Established',
        'InitialNamesAccepted',
        'the initial names have been accepted',
      ),
    ],
    acceptedNames: { ...mapAt(object, 'spec', 'names') },
    storedVersions: [textAt(storage, 'name') ?? ''],
  };
}

function checkNames(object: JsonObject): Cause[] {
  const spec = mapAt(object, 'spec');
  const wanted = `${textAt(spec, 'names', 'plural') ?? ''}.${
    textAt(spec, 'group') ?? ''
  }`;
  const causes: Cause[] = [];
  if (nameOf(object) !== wanted) {
    causes.push(
      invalidField(
        'metadata.name',
        nameOf(object),
        'must be spec.names.plural+"."+spec.group',
      ),
    );
  }
  for (const [index, version] of mapsAt(spec, 'versions').entries()) {
    if (version.schema === undefined) {
      causes.push(
        requiredField(
          `spec.versions[${index}].schema.openAPIV3Schema`,
          'schemas are required',
        ),
      );
    }
  }
  return causes;
}

export const definitionRules: KindRules = {
  create: (object, { now }) => accept(object, now),
  update: (object, live) => {
    ensureMap(object, 'status').acceptedNames = {
      ...mapAt(live, 'status', 'acceptedNames'),
      ...mapAt(object, 'spec', 'names'),
    };
  },
  check: checkNames,
  checkChange: (object, live) => {
    const [now, before] = [mapAt(object, 'spec'), mapAt(live, 'spec')];
    return [
      ...immutable('spec.group', now.group, before.group),
      ...immutable('spec.scope', now.scope, before.scope),
      ...immutable(
        'spec.names.plural',
        mapAt(now, 'names').plural,
        mapAt(before, 'names').plural,
      ),
    ];
  },
};
