export { INTERACTIVE_MANAGERS } from './addedFields';
export { asKnownTypes, type KnownTypeField } from './asKnownTypes';
export { type Change, changesBetween } from './changesBetween';
export { compareLocally } from './compareLocally';
export {
  type DriftedField,
  type DriftKind,
  driftOf,
  type Show,
} from './driftOf';
