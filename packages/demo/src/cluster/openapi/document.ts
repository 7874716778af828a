import { JsonObject } from '../objects/json';
import { Resource } from '../resources/Resource';
import { Components } from '../schema/OpenApiSchema';

const QUERY = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map(
  (name): JsonObject => ({
    name,
    in: 'query',
    schema: { type: name === 'force' ? 'boolean' : 'string' },
  }),
);

const MEDIA_TYPES = [
  'application/apply-patch+yaml',
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/strategic-merge-patch+json',
];

const ACTIONS: [method: string, verb: string, action: string][] = [
  ['get', 'get', 'get'],
  ['put', 'update', 'put'],
  ['patch', 'patch', 'patch'],
  ['delete', 'delete', 'delete'],
];

const rootOf = ({ group, version }: Resource) =>
  group === '' ? `/api/${version}` : `/apis/${group}/${version}`;

// kubectl looks here whether a kind takes dryRun and fieldValidation.
function operation(resource: Resource, action: string): JsonObject {
  const { group, version, kind } = resource;
  const writes = action !== 'get';
  return {
    operationId: `${action}${kind}`,
    ...(writes ? { parameters: QUERY } : {}),
    ...(action === 'patch'
      ? {
          requestBody: {
            content: Object.fromEntries(
              MEDIA_TYPES.map(type => [type, { schema: { type: 'object' } }]),
            ),
          },
        }
      : {}),
    responses: { '200': { description: 'OK' } },
    'x-kubernetes-action': action,
    'x-kubernetes-group-version-kind': { group, kind, version },
  };
}

function pathsOf(resource: Resource): [string, JsonObject][] {
  const root = rootOf(resource);
  const collection = resource.namespaced
    ? `${root}/namespaces/{namespace}/${resource.plural}`
    : `${root}/${resource.plural}`;
  const paths: [string, JsonObject][] = [];
  if (resource.verbs.includes('create')) {
    paths.push([collection, { post: operation(resource, 'post') }]);
  }
  const operations = ACTIONS.filter(([, verb]) =>
    resource.verbs.includes(verb),
  );
  if (operations.length > 0) {
    paths.push([
      `${collection}/{name}`,
      Object.fromEntries(
        operations.map(([method, , action]) => [
          method,
          operation(resource, action),
        ]),
      ),
    ]);
  }
  return paths;
}

/** The OpenAPI v3 document of one group and version. */
export function openApiDocument(
  resources: readonly Resource[],
  components: Components,
): JsonObject {
  const schemas: JsonObject = JSON.parse(JSON.stringify(components));
  return {
    openapi: '3.0.0',
    info: { title: 'Simulated Kubernetes', version: '1.36' },
    paths: Object.fromEntries(resources.flatMap(pathsOf)),
    components: { schemas },
  };
}
