import type {
  EngineDeployment,
  EngineOperation,
  EngineSource,
  EngineSubject,
} from '@backstage-gitops/plugin-gitops-node';
import { type Application, revisionsOf, sourcesOf } from './shape';
import { healthOf, phaseOf, syncOf } from './words';

type InitiatedBy = { username?: string; automated?: boolean } | undefined;

/** A person's name; automation has none. */
function personOf(by: InitiatedBy): { by?: string } {
  return by?.username && !by.automated ? { by: by.username } : {};
}

function toSources(application: Application): EngineSource[] {
  const deployed = revisionsOf(
    application.status?.sync ?? { revisions: [], revision: undefined },
  );
  return sourcesOf(application).flatMap((source, index): EngineSource[] => {
    const { repoURL: repository, path, chart, targetRevision } = source;
    const revision = deployed[index];
    return repository
      ? [
          {
            repository,
            ...(path ? { path } : {}),
            ...(chart ? { chart } : {}),
            ...(targetRevision ? { follows: targetRevision } : {}),
            ...(revision ? { revision } : {}),
          },
        ]
      : [];
  });
}

function toOperation({
  operation,
  status,
}: Application): EngineOperation | undefined {
  const state = status?.operationState;
  // What was asked for and not begun yet takes the place of what was done last.
  if (operation) {
    return { phase: 'Running', ...personOf(operation.initiatedBy) };
  }
  if (!state) return undefined;
  const { message, startedAt, finishedAt } = state;
  return {
    phase: phaseOf(state.phase),
    ...(message ? { message } : {}),
    ...(startedAt ? { startedAt } : {}),
    ...(finishedAt ? { finishedAt } : {}),
    ...personOf(state.operation?.initiatedBy),
  };
}

function toHistory({ status }: Application): EngineDeployment[] {
  return (status?.history ?? [])
    .map(one => ({
      revisions: revisionsOf(one),
      at: one.deployedAt,
      ...personOf(one.initiatedBy),
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** An Application in Argo CD's own words. */
export function toSubject(application: Application): EngineSubject {
  const { metadata, status } = application;
  const operation = toOperation(application);
  const healthMessage = status?.health?.message;
  return {
    kind: 'Application',
    namespace: metadata.namespace,
    name: metadata.name,
    sync: syncOf(status?.sync?.status),
    health: healthOf(status?.health?.status),
    ...(healthMessage ? { healthMessage } : {}),
    sources: toSources(application),
    images: status?.summary?.images ?? [],
    ...(operation ? { operation } : {}),
    conditions: (status?.conditions ?? []).map(
      ({ type, message, lastTransitionTime: at }) => ({
        type,
        // Argo CD lists a condition while it holds, and only then.
        status: 'True',
        ...(message ? { message } : {}),
        ...(at ? { at } : {}),
      }),
    ),
    history: toHistory(application),
    blockedBy: [],
  };
}
