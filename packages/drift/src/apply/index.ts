export { type ApplyResult, applyServerSide } from './applyServerSide';
export { trackUpdate } from './trackUpdate';
