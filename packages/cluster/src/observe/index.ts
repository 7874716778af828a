export { type DefinedKind, kindsDefinedBy } from './definitions';
export {
  EnvironmentView,
  type Kept,
  pathOf,
  type SeenObjects,
} from './EnvironmentView';
export { HealthAssessor, type HealthSeen } from './health';
export { observeOrUnknown } from './observeOrUnknown';
export type { Ownership } from './Ownership';
export { type Place, placeOf } from './place';
export { prepare } from './prepare';
export { readObject } from './readObject';
