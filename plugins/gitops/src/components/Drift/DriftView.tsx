import type {
  DriftReport,
  Environment,
} from '@backstage-gitops/plugin-gitops-common';
import { useState } from 'react';
import { Loaded } from '../shared/Loaded';
import { DriftActions } from './DriftActions';
import { DriftHeader } from './DriftHeader';
import { DriftObjects } from './DriftObjects';
import { GitEditDialog, type GitEditIntent } from './GitEditDialog';
import { ObjectItem } from './ObjectItem';
import { ReconcileDialog, type ReconcileIntent } from './ReconcileDialog';
import {
  objectActions,
  reconcileActions,
  type ReconcileAction,
} from './reconcileActions';
import { useDrift, type Drift } from './useDrift';
import styles from './DriftView.module.css';

/** What runs in an environment against what Git says, by object and field, and what can be done about it. */
export function DriftView({ environment }: { environment: Environment }) {
  const drift = useDrift(environment);
  return (
    <Loaded what="the drift" load={drift.load}>
      {report => (
        <Report environment={environment} report={report} drift={drift} />
      )}
    </Loaded>
  );
}

function Report(props: {
  environment: Environment;
  report: DriftReport;
  drift: Drift;
}) {
  const { environment, report, drift } = props;
  const { name, allowed } = environment;
  // The objects as they were when the dialog opened: news must not change what is being confirmed.
  const [open, setOpen] = useState<ReconcileIntent>();
  const [edited, setEdited] = useState<GitEditIntent>();
  return (
    <div className={styles.view}>
      <DriftHeader report={report} />
      <DriftActions
        actions={reconcileActions(report, allowed)}
        awaited={drift.awaited}
        refresh={() => drift.ask({ action: 'refresh' }, report)}
        onChoose={action => setOpen(intentOf(action, report))}
      />
      <DriftObjects report={report}>
        {(object, shownFields) => (
          <ObjectItem
            key={object.id}
            object={object}
            shownFields={shownFields}
            actions={objectActions(object, report, allowed)}
            onAction={action =>
              action === 'revert'
                ? setOpen({ action, objects: [object] })
                : setEdited({ action, object })
            }
          />
        )}
      </DriftObjects>
      {open && (
        <ReconcileDialog
          environment={name}
          intent={open}
          ask={request => drift.ask(request, report)}
          onClose={() => setOpen(undefined)}
        />
      )}
      {edited && (
        <GitEditDialog
          environment={name}
          intent={edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

function intentOf(
  action: Exclude<ReconcileAction, { kind: 'refresh' }>,
  { objects }: DriftReport,
): ReconcileIntent {
  return action.kind === 'sync'
    ? {
        action: 'sync',
        objects: objects.filter(({ sync }) => sync !== 'Synced'),
      }
    : { action: 'revert', objects: action.objects };
}
