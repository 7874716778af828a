import type { ObservedObject } from '@backstage-gitops/plugin-gitops-common';
import type { ReconcileRequest } from '../../api/GitOpsApi';
import { ReasonDialog } from '../ActionDialog';
import { objectTitle } from './objectTitle';
import { PutBack } from './PutBack';

/** A request names no more objects than this; for more it means all that differ. */
const MAX_NAMED_OBJECTS = 500;

/** Something that writes to the cluster, with the objects as they were when it was chosen. */
export interface ReconcileIntent {
  action: 'sync' | 'revert';
  objects: ObservedObject[];
}

/** Shows what would be written to the cluster, and asks for it with a reason. */
export function ReconcileDialog(props: {
  environment: string;
  intent: ReconcileIntent;
  ask: (request: ReconcileRequest) => Promise<void>;
  onClose: () => void;
}) {
  const { environment, intent, ask, onClose } = props;
  const { objects } = intent;
  return intent.action === 'sync' ? (
    <ReasonDialog
      title={`Sync ${environment}`}
      description="Applies what Git says to the cluster. Git stays as it is."
      action="Sync"
      done={`Asked to sync ${environment}`}
      confirm={reason => ask({ action: 'sync', reason })}
      onClose={onClose}
    >
      <PutBack objects={objects} />
    </ReasonDialog>
  ) : (
    <ReasonDialog
      title={`Revert ${describe(objects)} in ${environment}`}
      description="Puts these objects back as Git has them. What was changed in the cluster is lost; Git stays as it is."
      action="Revert"
      done={`Asked to revert ${describe(objects)} in ${environment}`}
      confirm={reason =>
        ask({ action: 'revert', reason, objects: namesOf(objects) })
      }
      onClose={onClose}
      destructive
    >
      <PutBack objects={objects} />
    </ReasonDialog>
  );
}

function describe(objects: ObservedObject[]): string {
  return objects.length === 1
    ? objectTitle(objects[0])
    : `${objects.length} objects`;
}

// Named, so that nothing is reverted that was not shown.
function namesOf(objects: ObservedObject[]): string[] | undefined {
  return objects.length <= MAX_NAMED_OBJECTS
    ? objects.map(({ id }) => id)
    : undefined;
}
