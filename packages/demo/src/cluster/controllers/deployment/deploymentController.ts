import { JsonObject, sameJson } from '../../objects/json';
import {
  annotationsOf,
  controllerReference,
  isDeleting,
  nameOf,
  namespaceOf,
} from '../../objects/metadata';
import { withValue } from '../../objects/change';
import { mapAt, numberAt, textMapAt } from '../../objects/read';
import { Controller } from '../Controller';
import { ControllerApi } from '../ControllerApi';
import { ownerKey, ownKey } from '../keys';
import { Pace } from '../Pace';
import { sameTemplate, TEMPLATE_HASH, templateHash } from '../templateHash';
import {
  countsOf,
  deploymentStatus,
  isComplete,
  Sets,
} from './deploymentStatus';
import { Progress } from './Progress';
import { planRolling, resolveCount, SetState } from './rollingPlan';

const REVISION = 'deployment.kubernetes.io/revision';
const HISTORY_DEFAULT = 10;

const revisionOf = (object: JsonObject) =>
  Number(annotationsOf(object)[REVISION] ?? 0);

const stateOf = (set: JsonObject): SetState => ({
  replicas: numberAt(set, 'spec', 'replicas') ?? 0,
  available: numberAt(set, 'status', 'availableReplicas') ?? 0,
});

function replicaSetFor(deployment: JsonObject, revision: number): JsonObject {
  const template = mapAt(deployment, 'spec', 'template');
  const hash = templateHash(template);
  const labelled = (path: string[]) => ({
    ...textMapAt(deployment, ...path),
    [TEMPLATE_HASH]: hash,
  });
  return {
    metadata: {
      name: `${nameOf(deployment)}-${hash}`,
      namespace: namespaceOf(deployment) ?? '',
      labels: labelled(['spec', 'template', 'metadata', 'labels']),
      annotations: {
        [REVISION]: String(revision),
        'deployment.kubernetes.io/desired-replicas': String(
          numberAt(deployment, 'spec', 'replicas') ?? 1,
        ),
      },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: 0,
      selector: {
        matchLabels: labelled(['spec', 'selector', 'matchLabels']),
      },
      template: withValue(
        template,
        ['metadata', 'labels', TEMPLATE_HASH],
        hash,
      ),
    },
  };
}

/** Rolls Deployments out: one ReplicaSet for each template, step by step. */
export function deploymentController(
  api: ControllerApi,
  pace: Pace,
): Controller {
  const deployments = api.resource('apps/v1', 'Deployment');
  const replicaSets = api.resource('apps/v1', 'ReplicaSet');
  const progress = new Progress();

  const setsOf = (deployment: JsonObject): Sets => {
    const owned = api
      .controlledBy(deployment, replicaSets)
      .toSorted((a, b) => revisionOf(a) - revisionOf(b));
    const found = owned.find(set => sameTemplate(set, deployment));
    const others = owned.filter(set => set !== found);
    const next = Math.max(0, ...others.map(revisionOf)) + 1;
    if (!found) {
      const made = api.create(replicaSets, replicaSetFor(deployment, next));
      return { current: made, old: others };
    }
    if (revisionOf(found) >= next) return { current: found, old: others };
    // An earlier template came back: it is the newest revision now.
    const annotated = withValue(
      found,
      ['metadata', 'annotations', REVISION],
      String(next),
    );
    const current = api.write(replicaSets, annotated, 'main');
    return { current, old: others };
  };

  const resize = (set: JsonObject, replicas: number): JsonObject =>
    numberAt(set, 'spec', 'replicas') === replicas
      ? set
      : api.write(
          replicaSets,
          withValue(set, ['spec', 'replicas'], replicas),
          'main',
        );

  const roll = (deployment: JsonObject, { current, old }: Sets): Sets => {
    const desired = numberAt(deployment, 'spec', 'replicas') ?? 1;
    const strategy = mapAt(deployment, 'spec', 'strategy');
    if (strategy.type === 'Recreate') {
      const running = old.some(
        set => (numberAt(set, 'status', 'replicas') ?? 0) > 0,
      );
      return {
        old: old.map(set => resize(set, 0)),
        current: running ? current : resize(current, desired),
      };
    }
    const rolling = mapAt(strategy, 'rollingUpdate');
    const surge = resolveCount(rolling.maxSurge, desired, 'up');
    const allowed = resolveCount(rolling.maxUnavailable, desired, 'down');
    const plan = planRolling(stateOf(current), old.map(stateOf), {
      desired,
      surge,
      // Neither may be nothing at once: a rollout could not begin.
      unavailable: surge === 0 && allowed === 0 ? 1 : allowed,
    });
    return {
      current: resize(current, plan.current),
      old: old.map((set, index) => resize(set, plan.old[index] ?? 0)),
    };
  };

  const trimHistory = (deployment: JsonObject, old: readonly JsonObject[]) => {
    const limit =
      numberAt(deployment, 'spec', 'revisionHistoryLimit') ?? HISTORY_DEFAULT;
    const empty = old.filter(
      set =>
        numberAt(set, 'spec', 'replicas') === 0 &&
        (numberAt(set, 'status', 'replicas') ?? 0) === 0,
    );
    for (const set of empty.slice(0, Math.max(empty.length - limit, 0))) {
      api.remove(replicaSets, set);
    }
  };

  return {
    name: 'deployment',
    concerns: change => [
      ...ownKey(change, 'deployments.apps'),
      ...ownerKey(change, 'replicasets.apps', 'Deployment'),
    ],
    reconcile: key => {
      const deployment = api.get(deployments, key);
      if (!deployment || isDeleting(deployment)) return undefined;
      const now = api.now();
      const found = setsOf(deployment);
      const paused = mapAt(deployment, 'spec').paused === true;
      const sets = paused ? found : roll(deployment, found);
      const counts = countsOf(sets);
      const waited = progress.since(
        deployment,
        [counts.updated, counts.updatedAvailable, counts.replicas],
        now,
      );
      const deadline = Math.min(
        (numberAt(deployment, 'spec', 'progressDeadlineSeconds') ?? 600) *
          1_000,
        pace.progressDeadlineMs,
      );
      const late = waited >= deadline;
      const status = deploymentStatus(
        deployment,
        sets,
        late ? 'late' : 'moving',
        now,
      );
      const next = withValue(
        withValue(
          deployment,
          ['metadata', 'annotations', REVISION],
          String(revisionOf(sets.current)),
        ),
        ['status'],
        status,
      );
      if (!sameJson(next, deployment)) api.write(deployments, next, 'status');
      if (isComplete(deployment, sets)) {
        trimHistory(deployment, sets.old);
        return undefined;
      }
      return late || paused ? undefined : deadline - waited;
    },
  };
}
