export { Violations } from './Violations';
