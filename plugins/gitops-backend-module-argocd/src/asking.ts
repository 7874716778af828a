import type { JsonValue } from '@backstage-gitops/drift';
import type { ObjectReference } from '@backstage-gitops/plugin-gitops-node';
import type { Application } from './application/shape';

const REFRESH = 'argocd.argoproj.io/refresh';

/** Is a refresh asked for that Argo CD has not begun? It takes the annotation away when it does. */
export function isRefreshAsked({ metadata }: Application): boolean {
  return metadata.annotations[REFRESH] !== undefined;
}

/** A JSON patch that has Argo CD look at Git again; `hard` forgets what it has rendered. */
export function askRefresh(
  application: Application,
  depth: 'normal' | 'hard',
): JsonValue[] {
  const pointer = `/metadata/annotations/${REFRESH.replace('/', '~1')}`;
  const isAnnotated = Object.keys(application.metadata.annotations).length > 0;
  return isAnnotated
    ? [{ op: 'add', path: pointer, value: depth }]
    : [
        {
          op: 'add',
          path: '/metadata/annotations',
          value: { [REFRESH]: depth },
        },
      ];
}

/** A JSON patch that has Argo CD sync; the server refuses it where an operation came in between. */
export function askSync(options: {
  resourceVersion: string;
  /** Objects to sync; undefined for all. */
  objects: ObjectReference[] | undefined;
  prune: boolean;
}): JsonValue[] {
  const { resourceVersion, objects, prune } = options;
  return [
    {
      op: 'replace',
      path: '/metadata/resourceVersion',
      value: resourceVersion,
    },
    {
      op: 'add',
      path: '/operation',
      value: {
        initiatedBy: { username: 'gitops' },
        sync: {
          prune,
          ...(objects
            ? {
                resources: objects.map(({ group, kind, namespace, name }) => ({
                  group,
                  kind,
                  name,
                  ...(namespace ? { namespace } : {}),
                })),
              }
            : {}),
        },
      },
    },
  ];
}

/** A JSON patch that ends what Argo CD is doing. */
export const ASK_END: JsonValue[] = [
  { op: 'test', path: '/status/operationState/phase', value: 'Running' },
  {
    op: 'replace',
    path: '/status/operationState/phase',
    value: 'Terminating',
  },
];
