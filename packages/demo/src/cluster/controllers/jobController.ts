import { JsonObject, sameJson } from '../objects/json';
import { isDeleting, nameOf, timestamp } from '../objects/metadata';
import { mapAt, mapsAt, numberAt, textAt } from '../objects/read';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownerKey, ownKey } from './keys';
import { isReady, podFrom, randomSuffix } from './pods';

const isDone = (pod: JsonObject) =>
  textAt(pod, 'status', 'phase') === 'Succeeded';

const finished = (job: JsonObject) =>
  mapsAt(job, 'status', 'conditions').some(
    condition => condition.type === 'Complete' && condition.status === 'True',
  );

/** Runs the pods of a Job until enough of them succeeded. */
export function jobController(api: ControllerApi): Controller {
  const jobs = api.resource('batch/v1', 'Job');
  const pods = api.resource('v1', 'Pod');

  const condition = (type: string, reason: string, message: string) => {
    const now = timestamp(api.now());
    return {
      type,
      status: 'True',
      lastProbeTime: now,
      lastTransitionTime: now,
      reason,
      message,
    };
  };

  return {
    name: 'job',
    concerns: change => [
      ...ownKey(change, 'jobs.batch'),
      ...ownerKey(change, 'pods', 'Job'),
    ],
    reconcile: key => {
      const job = api.get(jobs, key);
      if (!job || isDeleting(job) || finished(job)) return undefined;
      const suspended = mapAt(job, 'spec').suspend === true;
      const completions = numberAt(job, 'spec', 'completions') ?? 1;
      const parallelism = numberAt(job, 'spec', 'parallelism') ?? 1;
      const owned = api.controlledBy(job, pods);
      const succeeded = owned.filter(isDone).length;
      const running = owned.filter(pod => !isDone(pod));
      if (suspended) for (const pod of running) api.remove(pods, pod);
      const missing = suspended
        ? 0
        : Math.min(parallelism, completions - succeeded) - running.length;
      for (let count = missing; count > 0; count -= 1) {
        api.create(pods, podFrom(job, `${nameOf(job)}-${randomSuffix()}`));
      }
      const active = suspended ? 0 : running.length + Math.max(missing, 0);
      const known = mapsAt(job, 'status', 'conditions');
      const conditions = [...known];
      if (suspended && !known.some(item => item.type === 'Suspended')) {
        conditions.push(
          condition('Suspended', 'JobSuspended', 'Job suspended'),
        );
      }
      const started = textAt(job, 'status', 'startTime');
      const done = succeeded >= completions;
      if (done) {
        const message = 'Reached expected number of succeeded pods';
        conditions.push(
          condition('SuccessCriteriaMet', 'CompletionsReached', message),
          condition('Complete', 'CompletionsReached', message),
        );
      }
      const status: JsonObject = {
        ...(conditions.length > 0 ? { conditions } : {}),
        ...(suspended ? {} : { startTime: started ?? timestamp(api.now()) }),
        ...(done ? { completionTime: timestamp(api.now()) } : {}),
        ...(active > 0 ? { active } : {}),
        ...(succeeded > 0 ? { succeeded } : {}),
        terminating: 0,
        uncountedTerminatedPods: {},
        ready: running.filter(isReady).length,
      };
      if (!sameJson(status, job.status)) api.writeStatus(jobs, job, status);
      return undefined;
    },
  };
}
