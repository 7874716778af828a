import { autoscalerController } from './autoscalerController';
import { ControllerApi } from './ControllerApi';
import { ControllerManager } from './ControllerManager';
import { daemonSetController } from './daemonSetController';
import { deploymentController } from './deployment/deploymentController';
import { garbageCollector } from './garbageCollector';
import { ingressController } from './ingressController';
import { jobController } from './jobController';
import { namespaceController } from './namespaceController';
import { Pace } from './Pace';
import { podController } from './podController';
import { replicaSetController } from './replicaSetController';
import { statefulSetController } from './statefulSetController';
import { volumeController } from './volumeController';
import { collectionOf } from '../resources/Resource';

/** Starts everything that a cluster does by itself. */
export function startControllers(
  api: ControllerApi,
  pace: Pace,
  log: (line: string) => void,
): ControllerManager {
  const { store, registry } = api.context;
  const manager = new ControllerManager(
    store,
    [
      namespaceController(api),
      garbageCollector(api),
      deploymentController(api, pace),
      replicaSetController(api),
      statefulSetController(api),
      daemonSetController(api),
      jobController(api),
      podController(api, pace),
      autoscalerController(api),
      ingressController(api),
      volumeController(api),
    ],
    log,
  );
  manager.resync(store, registry.collections().map(collectionOf));
  return manager;
}
