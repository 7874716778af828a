import { ClusterContext } from '../ClusterContext';
import { ApiError } from '../errors/ApiError';
import { badRequest, methodNotAllowed, pageNotFound } from '../errors/failures';
import { isMap, JsonObject } from '../objects/json';
import { labelsOf, nameOf } from '../objects/metadata';
import { mapAt, mapsAt } from '../objects/read';
import { mergePatch } from '../patch/mergePatch';
import { jsonPatch } from '../patch/jsonPatch';
import { resolveCount } from '../controllers/deployment/rollingPlan';
import { isReady } from '../controllers/pods';
import { findObject } from '../reads/findObject';
import { Resource } from '../resources/Resource';
import { matchesLabels, readLabelSelector } from '../selectors/labelSelector';
import { deleteObject } from '../writes/deleteObject';
import { patchTypeOf } from '../writes/patchObject';
import { readWriteOptions } from '../writes/readWriteOptions';
import { scaleOf, writeScale } from '../writes/scale';
import { Answer, json } from './Answer';
import { ResourceRequest } from './ApiRequest';
import { handlePatch } from './handlePatch';
import { handlePut } from './handlePut';
import { Handling } from './handleResource';
import { parseBody, parseObject } from './readBody';

function patchedScale(request: ResourceRequest, scale: JsonObject): JsonObject {
  const patch = parseBody(request.body);
  if (patchTypeOf(request.headers['content-type']) === 'json') {
    return jsonPatch(scale, Array.isArray(patch) ? patch.filter(isMap) : []);
  }
  const merged = mergePatch(scale, patch);
  if (isMap(merged)) return merged;
  throw badRequest('error decoding patch: it is no object');
}

function handleScale(
  { context, resource, warnings }: Handling,
  request: ResourceRequest,
  live: JsonObject,
): Answer {
  const scale = scaleOf(resource, live);
  const options = () => readWriteOptions(request, warnings);
  switch (request.method) {
    case 'GET':
      return json(200, scale);
    case 'PUT':
      return json(
        200,
        writeScale(
          context,
          resource,
          live,
          parseObject(request.body, 'Scale'),
          options(),
        ),
      );
    case 'PATCH':
      return json(
        200,
        writeScale(
          context,
          resource,
          live,
          patchedScale(request, scale),
          options(),
        ),
      );
    default:
      throw methodNotAllowed();
  }
}

// The budgets that the loss of a pod would break.
function brokenBudget(
  { store }: ClusterContext,
  namespace: string | undefined,
  pod: JsonObject,
) {
  for (const budget of store.list('poddisruptionbudgets.policy', namespace)) {
    const selector = readLabelSelector(mapAt(budget, 'spec', 'selector'));
    if (!matchesLabels(selector, labelsOf(pod))) continue;
    const pods = store
      .list('pods', namespace)
      .filter(item => matchesLabels(selector, labelsOf(item)));
    const healthy = pods.filter(isReady).length;
    const { minAvailable, maxUnavailable } = mapAt(budget, 'spec');
    const needed =
      minAvailable === undefined
        ? pods.length - resolveCount(maxUnavailable, pods.length, 'up')
        : resolveCount(minAvailable, pods.length, 'up');
    if (healthy <= needed) return { budget: nameOf(budget), needed, healthy };
  }
  return undefined;
}

function handleEviction(
  { context, resource }: Handling,
  request: ResourceRequest,
  pod: JsonObject,
): Answer {
  if (request.method !== 'POST') throw methodNotAllowed();
  const broken = brokenBudget(context, request.target.namespace, pod);
  if (broken) {
    throw new ApiError({
      code: 429,
      reason: 'TooManyRequests',
      message:
        "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: `The disruption budget ${broken.budget} needs ${broken.needed} healthy pods and has ${broken.healthy} currently`,
          },
        ],
      },
    });
  }
  deleteObject(context, resource, pod, {
    propagation: 'Background',
    uid: undefined,
    resourceVersion: undefined,
    dryRun: 'none',
  });
  return json(201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}

// The name tells the pod's containers apart in a real log; here there is none.
const logOf = (pod: JsonObject): Answer => ({
  kind: 'text',
  status: 200,
  text: mapsAt(pod, 'spec', 'containers')
    .map(container => `${String(container.name)}: simulated, nothing runs\n`)
    .join(''),
});

const serves = (resource: Resource, subresource: string) =>
  resource.subresources.includes(subresource);

/** Performs a request on a subresource. */
export function handleDoor(
  handling: Handling,
  request: ResourceRequest,
  subresource: string,
): Answer {
  const { context, resource } = handling;
  const { namespace, name = '' } = request.target;
  const isLog = resource.kind === 'Pod' && subresource === 'log';
  if (!isLog && !serves(resource, subresource)) throw pageNotFound();
  const live = () => findObject(context, resource, namespace, name);
  switch (subresource) {
    case 'log':
      return logOf(live());
    case 'scale':
      return handleScale(handling, request, live());
    case 'eviction':
      return handleEviction(handling, request, live());
    case 'status':
    case 'ephemeralcontainers':
    case 'finalize':
      if (request.method === 'GET') return json(200, live());
      if (request.method === 'PUT') {
        return handlePut(handling, request, subresource);
      }
      if (request.method === 'PATCH') {
        return handlePatch(handling, request, subresource);
      }
      throw methodNotAllowed();
    default:
      throw methodNotAllowed();
  }
}
