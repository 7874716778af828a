import type {
  ClusterState,
  ObservedObject,
} from '@backstage-gitops/plugin-gitops-common';
import {
  RiArrowLeftRightLine,
  RiCheckboxCircleLine,
  RiFileReduceLine,
  RiLinkUnlink,
  RiLoader4Line,
  RiQuestionLine,
} from '@remixicon/react';
import { StatusBadge, type StatusLook } from './StatusBadge';

type SyncStatus = ClusterState['sync'] | ObservedObject['sync'];

const LOOKS: Record<SyncStatus, StatusLook> = {
  Synced: { Icon: RiCheckboxCircleLine, tone: 'good' },
  Drifted: { Icon: RiArrowLeftRightLine, tone: 'attention' },
  Progressing: { Icon: RiLoader4Line, tone: 'underWay' },
  Missing: { Icon: RiFileReduceLine, tone: 'bad' },
  Orphaned: { Icon: RiLinkUnlink, tone: 'neutral' },
  Unknown: { Icon: RiQuestionLine, tone: 'unknown' },
};

/** How an environment or an object compares with Git. */
export function SyncBadge({ sync }: { sync: SyncStatus }) {
  return <StatusBadge of="Sync" word={sync} look={LOOKS[sync]} />;
}
