import {
  isJsonObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
} from '../json';
import { objectAt } from '../json/JsonValue';

/** Fields of a Service that only some types have; a server drops them with the type (service strategy). */
const EXPOSED_ONLY = [
  'externalTrafficPolicy',
  'healthCheckNodePort',
  'allocateLoadBalancerNodePorts',
  'loadBalancerClass',
];

const EXPOSED: ReadonlySet<unknown> = new Set(['NodePort', 'LoadBalancer']);

/** Counts a DaemonSet's templates; the server writes it with each new one. */
const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

function service(
  live: JsonObject,
  predicted: JsonObject,
  desired: JsonObject,
): JsonObject {
  const spec = objectAt(predicted, 'spec');
  const wanted = objectAt(desired, 'spec') ?? {};
  const before = objectAt(live, 'spec')?.type;
  const type = spec?.type ?? 'ClusterIP';
  if (!spec || !EXPOSED.has(before) || EXPOSED.has(type)) return predicted;
  const dropped = EXPOSED_ONLY.filter(name => wanted[name] === undefined);
  const ports = Array.isArray(wanted.ports) ? wanted.ports : [];
  const keepsNodePorts = ports.some(
    port => isJsonObject(port) && port.nodePort !== undefined,
  );
  return {
    ...predicted,
    spec: {
      ...Object.fromEntries(
        Object.entries(spec).filter(([name]) => !dropped.includes(name)),
      ),
      ...(Array.isArray(spec.ports) && !keepsNodePorts
        ? { ports: spec.ports.map(withoutNodePort) }
        : {}),
    },
  };
}

function withoutNodePort(port: JsonValue): JsonValue {
  if (!isJsonObject(port)) return port;
  const { nodePort: _nodePort, ...rest } = port;
  return rest;
}

function daemonSet(live: JsonObject, predicted: JsonObject): JsonObject {
  const before = objectAt(live, 'spec')?.template;
  const after = objectAt(predicted, 'spec')?.template;
  const metadata = objectAt(predicted, 'metadata');
  const annotations = objectAt(metadata, 'annotations');
  if (
    jsonEqual(before, after) ||
    annotations?.[TEMPLATE_GENERATION] === undefined
  ) {
    return predicted;
  }
  return {
    ...predicted,
    metadata: {
      ...metadata,
      annotations: {
        ...annotations,
        [TEMPLATE_GENERATION]: `after ${String(
          annotations[TEMPLATE_GENERATION],
        )}`,
      },
    },
  };
}

/** What a server changes by itself along with a field: known of two kinds. */
export function dropDependents(options: {
  live: JsonObject;
  predicted: JsonObject;
  desired: JsonObject;
}): JsonObject {
  const { live, predicted, desired } = options;
  switch (`${String(desired.apiVersion)}/${String(desired.kind)}`) {
    case 'v1/Service':
      return service(live, predicted, desired);
    case 'apps/v1/DaemonSet':
      return daemonSet(live, predicted);
    default:
      return predicted;
  }
}
