export { RollBackDialog } from './RollBackDialog';
