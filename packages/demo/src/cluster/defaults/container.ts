import { JsonObject } from '../objects/json';
import { textAt } from '../objects/read';
import { each, ensureMap, fill, within } from './fill';

function httpGet(action: JsonObject) {
  fill(action, 'path', '/');
  fill(action, 'scheme', 'HTTP');
}

function probe(map: JsonObject) {
  within(map, 'httpGet', httpGet);
  within(map, 'grpc', grpc => fill(grpc, 'service', ''));
  fill(map, 'timeoutSeconds', 1);
  fill(map, 'periodSeconds', 10);
  fill(map, 'successThreshold', 1);
  fill(map, 'failureThreshold', 3);
}

// A tag other than `latest`, or a digest, need not be pulled each time.
function pullPolicy(image: string): string {
  if (image.includes('@')) return 'IfNotPresent';
  const tag = /:([\w][\w.-]*)$/.exec(image)?.[1] ?? 'latest';
  return tag === 'latest' ? 'Always' : 'IfNotPresent';
}

/** What the API server fills into a container (core/v1 defaults.go). */
export function defaultContainer(container: JsonObject): void {
  fill(
    container,
    'imagePullPolicy',
    pullPolicy(textAt(container, 'image') ?? ''),
  );
  fill(container, 'terminationMessagePath', '/dev/termination-log');
  fill(container, 'terminationMessagePolicy', 'File');
  each(container, 'ports', port => fill(port, 'protocol', 'TCP'));
  each(container, 'env', variable =>
    within(variable, 'valueFrom', source =>
      within(source, 'fieldRef', field => fill(field, 'apiVersion', 'v1')),
    ),
  );
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe']) {
    within(container, name, probe);
  }
  within(container, 'lifecycle', lifecycle => {
    for (const name of ['postStart', 'preStop']) {
      within(lifecycle, name, handler => within(handler, 'httpGet', httpGet));
    }
  });
  const resources = ensureMap(container, 'resources');
  within(resources, 'limits', limits => {
    const requests = ensureMap(resources, 'requests');
    for (const [name, value] of Object.entries(limits)) {
      fill(requests, name, value);
    }
  });
}
