import { type JsonObject } from '../../json';
import { type HealthAssessment } from '../Health';
import { groupOf, textAt } from '../ObservedObject';
import { pendingDeletion } from '../pendingDeletion';
import {
  apiServiceHealth,
  persistentVolumeClaimHealth,
  workflowHealth,
} from './byField';
import { cronJobHealth } from './cronJob';
import { daemonSetHealth } from './daemonSet';
import { deploymentHealth } from './deployment';
import { horizontalPodAutoscalerHealth } from './horizontalPodAutoscaler';
import { jobHealth } from './job';
import { ingressHealth, serviceHealth } from './loadBalancer';
import { podHealth } from './pod';
import { replicaSetHealth } from './replicaSet';
import { statefulSetHealth } from './statefulSet';

type Rule = (object: JsonObject) => HealthAssessment;

const RULES = new Map<string, Rule>([
  ['/PersistentVolumeClaim', persistentVolumeClaimHealth],
  ['/Pod', podHealth],
  ['/Service', serviceHealth],
  ['apiregistration.k8s.io/APIService', apiServiceHealth],
  ['apps/DaemonSet', daemonSetHealth],
  ['apps/Deployment', deploymentHealth],
  ['apps/ReplicaSet', replicaSetHealth],
  ['apps/StatefulSet', statefulSetHealth],
  ['argoproj.io/Workflow', workflowHealth],
  ['autoscaling/HorizontalPodAutoscaler', horizontalPodAutoscalerHealth],
  ['batch/CronJob', cronJobHealth],
  ['batch/Job', jobHealth],
  ['extensions/Ingress', ingressHealth],
  ['networking.k8s.io/Ingress', ingressHealth],
]);

/**
 * The health of an object by the rules of gitops-engine for built-in kinds
 * (`gitops-engine/pkg/health` in argo-cd) alone; undefined where it has no
 * rule for the kind.
 *
 * @public
 */
export function assessBuiltinHealth(options: {
  object: JsonObject;
}): HealthAssessment | undefined {
  const { object } = options;
  const rule = RULES.get(`${groupOf(object)}/${textAt(object, 'kind')}`);
  return rule ? pendingDeletion(object) ?? rule(object) : undefined;
}
