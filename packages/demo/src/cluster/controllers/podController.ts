import { JsonObject } from '../objects/json';
import { controllerOf, isDeleting, timestamp } from '../objects/metadata';
import { withValue } from '../objects/change';
import { mapAt, mapsAt, textAt } from '../objects/read';
import { Controller } from './Controller';
import { ControllerApi } from './ControllerApi';
import { ownKey } from './keys';
import { Pace } from './Pace';
import { isReady } from './pods';

export const NODE_NAME = 'simulated-node';

/** An image whose tag says so cannot be pulled: how the demo breaks a rollout. */
const isBroken = (container: JsonObject) =>
  /:[^/]*broken[^/]*$/.test(textAt(container, 'image') ?? '');

const condition = (type: string, status: boolean, now: Date): JsonObject => ({
  type,
  status: status ? 'True' : 'False',
  lastProbeTime: null,
  lastTransitionTime: timestamp(now),
});

function conditions(ready: boolean, now: Date): JsonObject[] {
  return [
    condition('PodReadyToStartContainers', true, now),
    condition('Initialized', true, now),
    condition('Ready', ready, now),
    condition('ContainersReady', ready, now),
    condition('PodScheduled', true, now),
  ];
}

function containerStatus(
  container: JsonObject,
  state: 'waiting' | 'running' | 'done',
  now: Date,
): JsonObject {
  const image = textAt(container, 'image') ?? '';
  const at = timestamp(now);
  const states: Record<typeof state, JsonObject> = {
    waiting: {
      waiting: {
        reason: 'ImagePullBackOff',
        message: `Back-off pulling image "${image}"`,
      },
    },
    running: { running: { startedAt: at } },
    done: {
      terminated: {
        exitCode: 0,
        reason: 'Completed',
        startedAt: at,
        finishedAt: at,
      },
    },
  };
  return {
    name: textAt(container, 'name') ?? '',
    state: states[state],
    lastState: {},
    ready: state === 'running',
    restartCount: 0,
    image,
    imageID: '',
    started: state === 'running',
  };
}

function statusOf(
  pod: JsonObject,
  phase: 'Pending' | 'Running' | 'Succeeded',
  now: Date,
): JsonObject {
  const state = {
    Pending: 'waiting',
    Running: 'running',
    Succeeded: 'done',
  } as const;
  return {
    ...mapAt(pod, 'status'),
    phase,
    conditions: conditions(phase === 'Running', now),
    hostIP: '127.0.0.1',
    podIP: '127.0.0.1',
    startTime: textAt(pod, 'status', 'startTime') ?? timestamp(now),
    containerStatuses: mapsAt(pod, 'spec', 'containers').map(container =>
      containerStatus(container, state[phase], now),
    ),
  };
}

/** The scheduler and the kubelet in one: gives pods to the node and runs them. */
export function podController(api: ControllerApi, pace: Pace): Controller {
  const pods = api.resource('v1', 'Pod');

  const runsToEnd = (pod: JsonObject) => controllerOf(pod)?.kind === 'Job';

  return {
    name: 'pod',
    concerns: change =>
      change.type === 'DELETED' ? [] : ownKey(change, 'pods'),
    reconcile: key => {
      const pod = api.get(pods, key);
      if (!pod || isDeleting(pod) || pace.podReadyAfterMs === undefined) {
        return undefined;
      }
      const phase = textAt(pod, 'status', 'phase');
      if (phase === 'Succeeded' || (phase === 'Running' && !runsToEnd(pod))) {
        return undefined;
      }
      const now = api.now();
      if (mapsAt(pod, 'spec', 'containers').some(isBroken)) {
        if (mapsAt(pod, 'status', 'containerStatuses').length > 0) {
          return undefined;
        }
        api.writeStatus(pods, pod, statusOf(pod, 'Pending', now), 'kubelet');
        return undefined;
      }
      if (textAt(pod, 'spec', 'nodeName') === undefined) {
        api.write(
          pods,
          withValue(pod, ['spec', 'nodeName'], NODE_NAME),
          'main',
          'kube-scheduler',
        );
        return pace.podReadyAfterMs;
      }
      const born = Date.parse(
        textAt(pod, 'metadata', 'creationTimestamp') ?? '',
      );
      const wait = born + pace.podReadyAfterMs - now.getTime();
      if (phase === 'Pending' && wait > 0) return wait;
      const next = isReady(pod) && runsToEnd(pod) ? 'Succeeded' : 'Running';
      api.writeStatus(pods, pod, statusOf(pod, next, now), 'kubelet');
      return next === 'Running' && runsToEnd(pod)
        ? pace.podReadyAfterMs
        : undefined;
    },
  };
}
