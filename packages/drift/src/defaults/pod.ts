import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { absent, at, type Defaults } from './Defaults';

const READ_BY_ALL = 0o644;

/** A tag other than `latest` need not be pulled each time, nor a digest. */
function pullPolicy({ image }: JsonObject): JsonValue | undefined {
  if (typeof image !== 'string') return undefined;
  const tag = /:([\w][\w.-]*)$/.exec(image)?.[1] ?? 'latest';
  return image.includes('@') || tag !== 'latest' ? 'IfNotPresent' : 'Always';
}

/** Whatever is limited is requested, unless the manifest asks for another amount. */
function requestsOf({ limits, requests }: JsonObject): JsonValue | undefined {
  if (!isJsonObject(limits)) return undefined;
  const asked = isJsonObject(requests) ? requests : {};
  return Object.keys(limits).every(name => name in asked)
    ? undefined
    : { ...limits, ...asked };
}

/** Of the two names of the account, the newer one counts. */
function accountOf(spec: JsonObject): JsonValue | undefined {
  return spec.serviceAccountName || spec.serviceAccount || undefined;
}

const HANDLER: Defaults = { 'httpGet.path': '/', 'httpGet.scheme': 'HTTP' };

const PROBE: Defaults = {
  timeoutSeconds: 1,
  periodSeconds: 10,
  successThreshold: 1,
  failureThreshold: 3,
  ...HANDLER,
  'grpc.service': '',
};

const CONTAINER: Defaults = {
  imagePullPolicy: absent('imagePullPolicy', pullPolicy),
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  resources: {},
  'resources.requests': requestsOf,
  'ports[].protocol': 'TCP',
  'env[].valueFrom.fieldRef.apiVersion': 'v1',
  ...at('livenessProbe.', PROBE),
  ...at('readinessProbe.', PROBE),
  ...at('startupProbe.', PROBE),
  ...at('lifecycle.postStart.', HANDLER),
  ...at('lifecycle.preStop.', HANDLER),
};

/** What an API server fills into the specification of a Pod (core/v1, defaults.go). */
export const POD: Defaults = {
  dnsPolicy: 'ClusterFirst',
  restartPolicy: 'Always',
  schedulerName: 'default-scheduler',
  securityContext: {},
  terminationGracePeriodSeconds: 30,
  serviceAccountName: accountOf,
  serviceAccount: accountOf,
  'volumes[].emptyDir': volume =>
    Object.keys(volume).every(name => name === 'name') ? {} : undefined,
  'volumes[].configMap.defaultMode': READ_BY_ALL,
  'volumes[].secret.defaultMode': READ_BY_ALL,
  'volumes[].downwardAPI.defaultMode': READ_BY_ALL,
  'volumes[].downwardAPI.items[].fieldRef.apiVersion': 'v1',
  'volumes[].hostPath.type': '',
  'volumes[].projected.defaultMode': READ_BY_ALL,
  'volumes[].projected.sources[].serviceAccountToken.expirationSeconds': 3600,
  'volumes[].projected.sources[].downwardAPI.items[].fieldRef.apiVersion': 'v1',
  ...at('containers[].', CONTAINER),
  ...at('initContainers[].', CONTAINER),
};
