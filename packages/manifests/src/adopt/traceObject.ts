import { Kustomization } from '../inputs/kustomize';
import { Walk } from '../inputs/Walk';
import { mapsAt, textAt } from '../yaml/read';
import {
  isSameKind,
  ObjectIdentity,
  objectsIn,
  WrittenObject,
} from './ObjectIdentity';

/** A kustomization on an object's way, and what the object is called there. */
export interface Layer {
  at: Kustomization;
  /** As its patches see it: before its own prefix, suffix and namespace. */
  name: string;
  namespace: string | undefined;
}

/** What is known of where an object comes from. */
export type Origin =
  | { kind: 'manifest'; written: WrittenObject }
  | { kind: 'generator'; file: string; field: string; name: string };

/** An object on its way through kustomizations, innermost first. */
export interface Trace {
  origin: Origin;
  layers: Layer[];
  name: string;
  namespace: string | undefined;
}

const GENERATORS = [
  { kind: 'ConfigMap', field: 'configMapGenerator' },
  { kind: 'Secret', field: 'secretGenerator' },
];

/** What kustomize renames leave alone (kustomize, prefix transformer). */
const KEEP_NAME = ['CustomResourceDefinition', 'APIService', 'Namespace'];

/** Kustomize appends a hash to the names of what it generates. */
const HASH = /^-[a-z0-9]{10}$/;

/** Every object that a kustomization renders under an identity. */
export function traceObject(
  walk: Walk,
  top: Kustomization,
  identity: ObjectIdentity,
): Trace[] {
  return through(walk, top, identity, [])
    .map(trace => renamed(top, trace, identity))
    .filter(({ origin, name }) => {
      const isHashed =
        origin.kind === 'generator' &&
        identity.name.startsWith(name) &&
        HASH.test(identity.name.slice(name.length));
      return name === identity.name || isHashed;
    });
}

function through(
  walk: Walk,
  at: Kustomization,
  identity: ObjectIdentity,
  above: Kustomization[],
): Trace[] {
  if (above.includes(at)) {
    return [];
  }
  const below = (child: Kustomization) =>
    through(walk, child, identity, [...above, at]);
  const components = at.children.filter(isComponent);
  let traces = [
    ...manifestsOf(walk, at, identity),
    ...generatedBy(at, identity),
    ...at.children
      .filter(child => !isComponent(child))
      .flatMap(child =>
        below(child).map(trace => renamed(child, trace, identity)),
      ),
  ];
  for (const component of components) {
    // A component works on all that was gathered before it.
    traces = [...traces.map(trace => entered(component, trace))]
      .concat(below(component))
      .map(trace => renamed(component, trace, identity));
  }
  return traces.map(trace => entered(at, trace));
}

export function isComponent({ root }: Kustomization): boolean {
  return root !== undefined && textAt(root, 'kind') === 'Component';
}

function manifestsOf(
  walk: Walk,
  at: Kustomization,
  identity: ObjectIdentity,
): Trace[] {
  return at.resources
    .flatMap(path => walk.source(path) ?? [])
    .flatMap(objectsIn)
    .filter(written => isSameKind(written, identity))
    .map(written => ({
      origin: { kind: 'manifest', written },
      layers: [],
      name: written.name,
      namespace: written.namespace,
    }));
}

function generatedBy(
  { root, file }: Kustomization,
  identity: ObjectIdentity,
): Trace[] {
  return GENERATORS.filter(
    ({ kind }) => identity.kind === kind && identity.group === '',
  ).flatMap(({ field }) =>
    (root ? mapsAt(root, field) : []).map(entry => {
      const name = textAt(entry, 'name') ?? '';
      return {
        origin: { kind: 'generator' as const, file, field, name },
        layers: [],
        name,
        namespace: textAt(entry, 'namespace'),
      };
    }),
  );
}

function entered(at: Kustomization, trace: Trace): Trace {
  const { name, namespace } = trace;
  return { ...trace, layers: [...trace.layers, { at, name, namespace }] };
}

function renamed(
  { root }: Kustomization,
  trace: Trace,
  { kind }: ObjectIdentity,
): Trace {
  if (!root) {
    return trace;
  }
  const prefix = textAt(root, 'namePrefix') ?? '';
  const suffix = textAt(root, 'nameSuffix') ?? '';
  return {
    ...trace,
    name: KEEP_NAME.includes(kind) ? trace.name : prefix + trace.name + suffix,
    namespace: textAt(root, 'namespace') ?? trace.namespace,
  };
}
