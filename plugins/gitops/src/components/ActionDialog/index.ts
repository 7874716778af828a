export { ActionDialog } from './ActionDialog';
export { ReasonDialog } from './ReasonDialog';
