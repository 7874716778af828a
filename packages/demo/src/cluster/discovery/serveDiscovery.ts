import { ClusterContext } from '../ClusterContext';
import { pageNotFound } from '../errors/failures';
import { Answer } from '../http/Answer';
import { ApiRequest } from '../http/ApiRequest';
import { aggregatedDiscovery } from './aggregated';
import { coreVersions, group, groupList, resourceList } from './legacy';
import { VERSION } from './version';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

const asksAggregated = ({ headers }: ApiRequest) =>
  (headers.accept ?? '').replaceAll(' ', '').includes(AGGREGATED);

/** Answers the paths that say what there is; undefined for other paths. */
export function serveDiscovery(
  { registry }: ClusterContext,
  request: ApiRequest,
): Answer | undefined {
  const parts = request.path.split('/').filter(part => part !== '');
  const [root, first, second, ...rest] = parts;
  const resources = registry.all();
  if (['healthz', 'livez', 'readyz'].includes(root ?? '')) {
    return { kind: 'text', status: 200, text: 'ok' };
  }
  if (root === 'version' && first === undefined) {
    return { kind: 'json', status: 200, body: VERSION };
  }
  if (root !== 'api' && root !== 'apis') return undefined;
  if (first === undefined) {
    const core = root === 'api';
    if (asksAggregated(request)) {
      return {
        kind: 'document',
        body: aggregatedDiscovery(resources, core ? 'core' : 'groups'),
        headers: { 'content-type': AGGREGATED, 'cache-control': 'public' },
      };
    }
    return {
      kind: 'json',
      status: 200,
      body: core ? coreVersions() : groupList(resources),
    };
  }
  if (root === 'apis' && second === undefined) {
    if (!resources.some(resource => resource.group === first)) {
      throw pageNotFound();
    }
    return { kind: 'json', status: 200, body: group(resources, first) };
  }
  const wanted =
    root === 'api'
      ? { group: '', version: first }
      : { group: first, version: second ?? '' };
  if (rest.length > 0 || !registry.serves(wanted.group, wanted.version)) {
    throw pageNotFound();
  }
  return { kind: 'json', status: 200, body: resourceList(resources, wanted) };
}
