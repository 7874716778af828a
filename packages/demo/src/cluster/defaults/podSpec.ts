import { JsonObject } from '../objects/json';
import { textAt } from '../objects/read';
import { defaultContainer } from './container';
import { each, fill, ensureMap, within } from './fill';
import { defaultVolume } from './volume';

// `serviceAccount` is the old name of the same field; both are always shown.
function sameServiceAccount(spec: JsonObject) {
  const name =
    textAt(spec, 'serviceAccountName') || textAt(spec, 'serviceAccount');
  if (!name) return;
  spec.serviceAccountName = name;
  spec.serviceAccount = name;
}

function hostPorts(spec: JsonObject) {
  if (spec.hostNetwork !== true) return;
  for (const list of ['containers', 'initContainers']) {
    each(spec, list, container =>
      each(container, 'ports', port => {
        if (port.containerPort !== undefined) {
          fill(port, 'hostPort', port.containerPort);
        }
      }),
    );
  }
}

/** What the API server fills into a pod's spec, of a Pod or a template. */
export function defaultPodSpec(spec: JsonObject): void {
  fill(spec, 'dnsPolicy', 'ClusterFirst');
  fill(spec, 'restartPolicy', 'Always');
  fill(spec, 'terminationGracePeriodSeconds', 30);
  fill(spec, 'schedulerName', 'default-scheduler');
  ensureMap(spec, 'securityContext');
  hostPorts(spec);
  sameServiceAccount(spec);
  for (const list of ['containers', 'initContainers', 'ephemeralContainers']) {
    each(spec, list, defaultContainer);
  }
  each(spec, 'volumes', defaultVolume);
}

/** The same for a pod template under `spec.template`. */
export function defaultTemplate(spec: JsonObject): void {
  within(spec, 'template', template =>
    within(template, 'spec', defaultPodSpec),
  );
}
