import { isMap, isScalar, Scalar, visit } from 'yaml';
import { textAt, textOf } from '../yaml/read';
import { endOf, Source, startOf } from '../yaml/source';
import { isSameRepository, parseImageName } from './imageName';
import { Place, SlotForm, versionIn } from './Place';

/** A scalar that Flux's image automation writes. */
export interface Marker {
  source: Source;
  node: Scalar;
  /** `namespace:name` of the policy. */
  policy: string;
  part: 'all' | 'name' | 'tag' | 'digest';
  /** The image that a neighbouring key names. */
  neighbour: string | undefined;
}

const COMMENT = /^[ \t,\]}]*#+(.*)/;
const POLICY = /^([^":]+:[^":]+?)(?::(\w+))?$/;

/** The markers of a file, `# {"$imagepolicy": "namespace:name[:part]"}`. */
export function markersIn(source: Source): Marker[] {
  // Most files have none.
  if (!source.text.includes('$imagepolicy')) {
    return [];
  }
  const markers: Marker[] = [];
  for (const document of source.documents) {
    visit(document, {
      Scalar(key, node, path) {
        const marker = key === 'key' ? undefined : markerAt(source, node);
        if (marker) {
          const map = path.findLast(isMap);
          const neighbour = map
            ? ['repository', 'newName', 'name', 'image']
                .map(name => textAt({ node: map, document }, name))
                .find(text => text !== undefined)
            : undefined;
          markers.push({ ...marker, neighbour });
        }
      },
    });
  }
  return markers;
}

function markerAt(
  source: Source,
  node: unknown,
): Omit<Marker, 'neighbour'> | undefined {
  if (!isScalar(node)) {
    return undefined;
  }
  const end = endOf(node);
  const [, comment = ''] = COMMENT.exec(source.text.slice(end)) ?? [];
  const [, policy, part = 'all'] = POLICY.exec(policyIn(comment) ?? '') ?? [];
  const isPart =
    part === 'all' || part === 'name' || part === 'tag' || part === 'digest';
  return policy !== undefined && isPart
    ? { source, node, policy, part }
    : undefined;
}

/**
 * What a comment names under `$imagepolicy`. As for Flux, it is all JSON or
 * none: https://github.com/kubernetes-sigs/kustomize, kyaml/fieldmeta.
 */
function policyIn(comment: string): string | undefined {
  if (!comment.includes('$imagepolicy')) {
    return undefined;
  }
  try {
    const content: unknown = JSON.parse(comment);
    const policy: unknown = Reflect.get(Object(content), '$imagepolicy');
    return typeof policy === 'string' ? policy : undefined;
  } catch {
    return undefined;
  }
}

const FORMS: Record<'all' | 'tag' | 'digest', SlotForm> = {
  all: 'reference',
  tag: 'tag',
  digest: 'digest',
};

/**
 * The marked scalars that a release of a repository changes: those of every
 * policy that a marked name, a marked reference or a neighbouring key ties to
 * the repository.
 */
export function markerPlaces(markers: Marker[], repository: string): Place[] {
  const policies = new Set(
    markers.filter(marker => names(marker, repository)).map(m => m.policy),
  );
  return markers.flatMap(({ source, node, policy, part }) => {
    if (!policies.has(policy) || part === 'name') {
      return [];
    }
    const form = FORMS[part];
    const text = textOf(node) ?? '';
    return {
      path: source.path,
      line: source.lineOf(startOf(node)),
      repository,
      ...versionIn(form, text),
      aliases: [],
      slots: [{ kind: 'scalar' as const, path: source.path, node, form }],
    };
  });
}

function names(marker: Marker, repository: string): boolean {
  const text = textOf(marker.node) ?? '';
  if (marker.part === 'all' || marker.part === 'name') {
    return isSameRepository(parseImageName(text).repository, repository);
  }
  const { neighbour } = marker;
  return (
    neighbour !== undefined &&
    isSameRepository(parseImageName(neighbour).repository, repository)
  );
}
