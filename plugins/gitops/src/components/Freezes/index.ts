export { FreezeBanner } from './FreezeBanner';
export { FreezeDialog } from './FreezeDialog';
export { FreezeMenu } from './FreezeMenu';
export { environmentTarget } from './FreezeTarget';
export { scopeName } from './scopeName';
export { UnfreezeDialog } from './UnfreezeDialog';
