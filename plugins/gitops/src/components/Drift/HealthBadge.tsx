import type { ClusterState } from '@backstage-gitops/plugin-gitops-common';
import {
  RiErrorWarningLine,
  RiGhost2Line,
  RiHeartLine,
  RiLoader4Line,
  RiPauseCircleLine,
  RiQuestionLine,
} from '@remixicon/react';
import { StatusBadge, type StatusLook } from './StatusBadge';

const LOOKS: Record<ClusterState['health'], StatusLook> = {
  Healthy: { Icon: RiHeartLine, tone: 'good' },
  Progressing: { Icon: RiLoader4Line, tone: 'underWay' },
  Degraded: { Icon: RiErrorWarningLine, tone: 'bad' },
  Suspended: { Icon: RiPauseCircleLine, tone: 'neutral' },
  Missing: { Icon: RiGhost2Line, tone: 'attention' },
  Unknown: { Icon: RiQuestionLine, tone: 'unknown' },
};

/** How well what runs does. */
export function HealthBadge({ health }: { health: ClusterState['health'] }) {
  return <StatusBadge of="Health" word={health} look={LOOKS[health]} />;
}
