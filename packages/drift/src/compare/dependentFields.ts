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

/** Fields of a Service with an address of its own, which one that is only a name has not. */
const ADDRESSED_ONLY = [
  'clusterIP',
  'clusterIPs',
  'ipFamilies',
  'ipFamilyPolicy',
  'internalTrafficPolicy',
];

/** Stands for what the server chooses. */
const ALLOCATED = 'allocated by the server';

function service(
  live: JsonObject,
  predicted: JsonObject,
  desired: JsonObject,
): JsonObject {
  const spec = objectAt(predicted, 'spec');
  if (!spec) return predicted;
  const before = objectAt(live, 'spec')?.type;
  const { type = 'ClusterIP' } = spec;
  const wanted = objectAt(desired, 'spec') ?? {};
  const dropped = [
    ...(EXPOSED.has(before) && !EXPOSED.has(type) ? EXPOSED_ONLY : []),
    ...(before !== type && type === 'ExternalName' ? ADDRESSED_ONLY : []),
    ...(spec.sessionAffinity === 'ClientIP' ? [] : ['sessionAffinityConfig']),
  ].filter(name => wanted[name] === undefined);
  const kept = Object.keys(spec).some(name => dropped.includes(name))
    ? Object.fromEntries(
        Object.entries(spec).filter(([name]) => !dropped.includes(name)),
      )
    : spec;
  const ports = portsOf(spec.ports, { before, type, wanted: wanted.ports });
  if (kept === spec && ports === spec.ports) return predicted;
  return {
    ...predicted,
    spec: ports === undefined ? kept : { ...kept, ports },
  };
}

/** Ports lose or get the port on each node with the type. */
function portsOf(
  ports: JsonValue | undefined,
  options: {
    before: JsonValue | undefined;
    type: JsonValue;
    wanted: JsonValue | undefined;
  },
): JsonValue | undefined {
  const { before, type, wanted } = options;
  if (!Array.isArray(ports) || EXPOSED.has(before) === EXPOSED.has(type)) {
    return ports;
  }
  if (EXPOSED.has(type)) {
    return ports.map(port =>
      isJsonObject(port) ? { nodePort: ALLOCATED, ...port } : port,
    );
  }
  const isAsked = (Array.isArray(wanted) ? wanted : []).some(
    port => isJsonObject(port) && port.nodePort !== undefined,
  );
  return isAsked ? ports : ports.map(withoutNodePort);
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
