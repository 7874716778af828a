export { DriftDialog } from './DriftDialog';
export { describePlace } from './describePlace';
export { HealthBadge } from './HealthBadge';
export { LastSeen } from './LastSeen';
export { SyncBadge } from './SyncBadge';
export { countObjects } from './countObjects';
