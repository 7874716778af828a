export { EnvironmentActionDialog } from './EnvironmentActionDialog';
export {
  ACTION_LABELS,
  environmentActions,
  isNext,
  nextStep,
  type EnvironmentAction,
} from './environmentActions';
export { judgeOwnApproval, type OwnApproval } from './judgeOwnApproval';
