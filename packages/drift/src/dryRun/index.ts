export {
  type DryRunVerdict,
  type PredictedChange,
  readDryRun,
} from './readDryRun';
export { withoutAdmission } from './withoutAdmission';
