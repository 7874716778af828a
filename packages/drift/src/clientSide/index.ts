export {
  type ClientSideComparison,
  compareByLastApplied,
} from './compareByLastApplied';
export { lastAppliedOf } from './lastApplied';
