import { Cause } from '../errors/failures';
import { each, ensureMap, fill } from '../defaults/fill';
import { JsonObject } from '../objects/json';
import { mapAt, mapsAt, numberAt, textAt } from '../objects/read';
import { ObjectStore } from '../store/ObjectStore';
import { duplicateField, invalidField, requiredField } from './causes';
import { KindRules, Preparation } from './kindRules';

const FIRST_NODE_PORT = 30_000;
const NODE_PORTS = 2_768;
const ADDRESSES = 250 * 250;

const takenBy = (
  store: ObjectStore,
  read: (service: JsonObject) => unknown[],
) => new Set(store.list('services').flatMap(read));

function freeAddress(store: ObjectStore): string {
  const taken = takenBy(store, service => [
    textAt(service, 'spec', 'clusterIP'),
  ]);
  for (let index = 0; index < ADDRESSES; index += 1) {
    const address = `10.96.${Math.floor(index / 250)}.${(index % 250) + 2}`;
    if (!taken.has(address)) return address;
  }
  return '10.96.255.254';
}

function freeNodePort(store: ObjectStore, mine: Set<number>): number {
  const taken = takenBy(store, service =>
    mapsAt(service, 'spec', 'ports').map(port => numberAt(port, 'nodePort')),
  );
  for (let index = 0; index < NODE_PORTS; index += 1) {
    const port = FIRST_NODE_PORT + index;
    if (!taken.has(port) && !mine.has(port)) return port;
  }
  return FIRST_NODE_PORT;
}

const keyOf = (port: JsonObject) =>
  `${textAt(port, 'protocol') ?? 'TCP'}/${numberAt(port, 'port') ?? 0}`;

function allocate(object: JsonObject, { store }: Preparation) {
  const spec = ensureMap(object, 'spec');
  if (spec.type === 'ExternalName') return;
  if (!spec.clusterIP) spec.clusterIP = freeAddress(store);
  fill(spec, 'clusterIPs', [spec.clusterIP ?? '']);
  fill(spec, 'ipFamilies', ['IPv4']);
  fill(spec, 'ipFamilyPolicy', 'SingleStack');
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    const mine = new Set<number>();
    each(spec, 'ports', port => {
      fill(port, 'nodePort', freeNodePort(store, mine));
      mine.add(numberAt(port, 'nodePort') ?? 0);
    });
  }
}

// What was allocated stays where the writer leaves it out.
function keepAllocated(object: JsonObject, live: JsonObject) {
  const spec = ensureMap(object, 'spec');
  const before = mapAt(live, 'spec');
  if (spec.type === 'ExternalName') return;
  for (const key of [
    'clusterIP',
    'clusterIPs',
    'ipFamilies',
    'ipFamilyPolicy',
    'healthCheckNodePort',
  ]) {
    const value = before[key];
    if (value !== undefined && !spec[key]) spec[key] = value;
  }
  const ports = new Map(
    mapsAt(before, 'ports').map(port => [keyOf(port), port.nodePort]),
  );
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') {
    each(spec, 'ports', port => {
      const node = ports.get(keyOf(port));
      if (node !== undefined) fill(port, 'nodePort', node);
    });
  }
}

// Going back to a plain address drops what only an outside type has.
function dropOutside(object: JsonObject, live: JsonObject) {
  const spec = ensureMap(object, 'spec');
  const inside = spec.type === 'ClusterIP' || spec.type === 'ExternalName';
  if (!inside || textAt(live, 'spec', 'type') === spec.type) return;
  delete spec.externalTrafficPolicy;
  delete spec.allocateLoadBalancerNodePorts;
  const before = new Map(
    mapsAt(live, 'spec', 'ports').map(port => [keyOf(port), port.nodePort]),
  );
  each(spec, 'ports', port => {
    if (port.nodePort === before.get(keyOf(port))) delete port.nodePort;
  });
}

function checkPorts(object: JsonObject): Cause[] {
  const ports = mapsAt(object, 'spec', 'ports');
  const headless = textAt(object, 'spec', 'clusterIP') === 'None';
  const external = textAt(object, 'spec', 'type') === 'ExternalName';
  if (ports.length === 0 && !headless && !external) {
    return [requiredField('spec.ports')];
  }
  const names = new Set<string>();
  const keys = new Set<string>();
  return ports.flatMap((port, index): Cause[] => {
    const at = `spec.ports[${index}]`;
    const name = textAt(port, 'name');
    const causes: Cause[] = [];
    if (name === undefined && ports.length > 1) {
      causes.push(requiredField(`${at}.name`));
    } else if (name !== undefined && names.has(name)) {
      causes.push(duplicateField(`${at}.name`, name));
    }
    if (keys.has(keyOf(port))) {
      causes.push(
        duplicateField(at, {
          protocol: port.protocol ?? 'TCP',
          port: port.port ?? 0,
        }),
      );
    }
    const number = numberAt(port, 'port') ?? 0;
    if (number < 1 || number > 65_535) {
      causes.push(
        invalidField(
          `${at}.port`,
          number,
          'must be between 1 and 65535, inclusive',
        ),
      );
    }
    if (name !== undefined) names.add(name);
    keys.add(keyOf(port));
    return causes;
  });
}

function checkAddress(object: JsonObject, live: JsonObject): Cause[] {
  const before = textAt(live, 'spec', 'clusterIP');
  const now = textAt(object, 'spec', 'clusterIP');
  if (!before || now === before) return [];
  if (textAt(object, 'spec', 'type') === 'ExternalName') return [];
  return [
    invalidField('spec.clusterIPs[0]', [now ?? ''], 'may not change once set'),
  ];
}

export const serviceRules: KindRules = {
  create: (object, preparation) => {
    allocate(object, preparation);
    object.status = { loadBalancer: {} };
  },
  update: (object, live, preparation) => {
    keepAllocated(object, live);
    dropOutside(object, live);
    allocate(object, preparation);
  },
  check: checkPorts,
  checkChange: checkAddress,
};
