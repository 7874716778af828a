import { JsonObject } from '../objects/json';
import { each, ensureMap, fill, within } from './fill';
import { defaultPodSpec, defaultTemplate } from './podSpec';

export function defaultDeployment(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'replicas', 1);
    const strategy = ensureMap(spec, 'strategy');
    fill(strategy, 'type', 'RollingUpdate');
    if (strategy.type === 'RollingUpdate') {
      const rolling = ensureMap(strategy, 'rollingUpdate');
      fill(rolling, 'maxUnavailable', '25%');
      fill(rolling, 'maxSurge', '25%');
    }
    fill(spec, 'revisionHistoryLimit', 10);
    fill(spec, 'progressDeadlineSeconds', 600);
    defaultTemplate(spec);
  });
}

export function defaultReplicaSet(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'replicas', 1);
    defaultTemplate(spec);
  });
}

export function defaultDaemonSet(object: JsonObject): void {
  within(object, 'spec', spec => {
    const strategy = ensureMap(spec, 'updateStrategy');
    fill(strategy, 'type', 'RollingUpdate');
    if (strategy.type === 'RollingUpdate') {
      const rolling = ensureMap(strategy, 'rollingUpdate');
      fill(rolling, 'maxUnavailable', 1);
      fill(rolling, 'maxSurge', 0);
    }
    fill(spec, 'revisionHistoryLimit', 10);
    defaultTemplate(spec);
  });
}

export function defaultStatefulSet(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'podManagementPolicy', 'OrderedReady');
    const strategy = ensureMap(spec, 'updateStrategy');
    fill(strategy, 'type', 'RollingUpdate');
    if (strategy.type === 'RollingUpdate') {
      fill(ensureMap(strategy, 'rollingUpdate'), 'partition', 0);
    }
    const retention = ensureMap(spec, 'persistentVolumeClaimRetentionPolicy');
    fill(retention, 'whenDeleted', 'Retain');
    fill(retention, 'whenScaled', 'Retain');
    fill(spec, 'replicas', 1);
    fill(spec, 'revisionHistoryLimit', 10);
    defaultTemplate(spec);
    each(spec, 'volumeClaimTemplates', claim => {
      fill(claim, 'apiVersion', 'v1');
      fill(claim, 'kind', 'PersistentVolumeClaim');
      within(claim, 'spec', claimSpec =>
        fill(claimSpec, 'volumeMode', 'Filesystem'),
      );
      fill(ensureMap(claim, 'status'), 'phase', 'Pending');
    });
  });
}

export function defaultJob(object: JsonObject): void {
  within(object, 'spec', spec => {
    if (spec.completions === undefined && spec.parallelism === undefined) {
      spec.completions = 1;
    }
    fill(spec, 'parallelism', 1);
    fill(spec, 'backoffLimit', 6);
    fill(spec, 'completionMode', 'NonIndexed');
    fill(spec, 'suspend', false);
    const failing = spec.podFailurePolicy !== undefined;
    fill(
      spec,
      'podReplacementPolicy',
      failing ? 'Failed' : 'TerminatingOrFailed',
    );
    defaultTemplate(spec);
  });
}

export function defaultCronJob(object: JsonObject): void {
  within(object, 'spec', spec => {
    fill(spec, 'concurrencyPolicy', 'Allow');
    fill(spec, 'suspend', false);
    fill(spec, 'successfulJobsHistoryLimit', 3);
    fill(spec, 'failedJobsHistoryLimit', 1);
    within(spec, 'jobTemplate', template =>
      within(template, 'spec', defaultTemplate),
    );
  });
}

export function defaultPod(object: JsonObject): void {
  within(object, 'spec', spec => {
    defaultPodSpec(spec);
    fill(spec, 'enableServiceLinks', true);
  });
}

export function defaultPodTemplate(object: JsonObject): void {
  defaultTemplate(object);
}
