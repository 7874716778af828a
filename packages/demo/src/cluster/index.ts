export { type Account, type AccountRole } from './access/Account';
export { type Pace } from './controllers/Pace';
export {
  type AdmissionHook,
  type AdmissionReview,
  type FaultDuration,
  type FaultMatch,
  type Faults,
  type Lift,
} from './faults/Faults';
export {
  SimulatedCluster,
  type SimulatedClusterOptions,
} from './SimulatedCluster';
