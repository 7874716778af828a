export { type PathElement, printPath } from './element';
export { FieldSet } from './FieldSet';
export { parsePath, placeOfPath, valueAtPath, withValueAtPath } from './path';
export {
  type FieldManager,
  type ManagedEntry,
  printManagedFields,
  readManagedFields,
} from './managedFields';
