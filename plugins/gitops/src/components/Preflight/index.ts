export { PassedPreflight } from './PassedPreflight';
export { Preflight } from './Preflight';
