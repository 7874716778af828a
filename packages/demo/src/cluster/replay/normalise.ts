import { isMap, JsonObject, JsonValue } from '../objects/json';
import { withoutValue } from '../objects/change';
import { mapsAt } from '../objects/read';
import { printJson } from '../objects/text';

const UID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const ADDRESS = /^(10\.\d+\.\d+\.\d+|127\.0\.0\.1)$/;
const TOKEN_VOLUME = /^kube-api-access-[a-z0-9]{5}$/;
const SERVER_TIMES = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'kubectl.kubernetes.io/restartedAt',
  'time',
]);
/** The one source of the recorded token volume that no upstream server adds. */
const FOREIGN_SOURCE = 'openshift-service-ca.crt';

function plain(value: JsonValue, key: string): JsonValue {
  if (typeof value === 'string') {
    if (SERVER_TIMES.has(key)) return 'time';
    if (key === 'resourceVersion') return 'revision';
    if (ADDRESS.test(value)) return 'address';
    if (TOKEN_VOLUME.test(value)) return 'kube-api-access';
    return value.replaceAll(UID, 'uid');
  }
  if (key === 'nodePort') return 'nodePort';
  if (Array.isArray(value)) {
    return value
      .filter(
        item =>
          !isMap(item) ||
          !isMap(item.configMap) ||
          item.configMap.name !== FOREIGN_SOURCE,
      )
      .map(item => plain(item, key));
  }
  if (isMap(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, plain(item, name)]),
    );
  }
  return value;
}

/** An object without what a server makes up: uids, times, addresses. */
export const normalised = (object: JsonObject): JsonObject => {
  const result = plain(
    withoutValue(object, ['metadata', 'resourceVersion']),
    '',
  );
  return isMap(result) ? result : {};
};

/** The object without its status and its ownership. */
export const contentOf = (object: JsonObject): JsonObject =>
  withoutValue(withoutValue(normalised(object), ['status']), [
    'metadata',
    'managedFields',
  ]);

/** Ownership in one order, without times; what is about status left out. */
export function ownershipOf(object: JsonObject): string[] {
  return mapsAt(object, 'metadata', 'managedFields')
    .map(entry => {
      const fields = isMap(entry.fieldsV1) ? entry.fieldsV1 : {};
      const { 'f:status': _, ...rest } = fields;
      return { ...withoutValue(entry, ['time']), fieldsV1: rest };
    })
    .filter(entry => Object.keys(entry.fieldsV1).length > 0)
    .map(entry => printJson(plain(entry, ''), { keys: 'sorted' }))
    .sort();
}
