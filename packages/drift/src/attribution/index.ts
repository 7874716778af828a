export { type ForeignField, foreignFields } from './foreignFields';
export { ownersOf } from './ownersOf';
