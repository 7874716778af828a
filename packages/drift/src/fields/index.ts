export { type PathElement, printPath } from './element';
export { FieldSet } from './FieldSet';
export {
  type FieldManager,
  type ManagedEntry,
  printManagedFields,
  readManagedFields,
} from './managedFields';
