export { PendingPolicy } from './PendingPolicy';
