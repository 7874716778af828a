export type { ObjectIdentity } from './concerns';
export {
  type IgnoredDifferences,
  withoutDifferences,
} from './withoutDifferences';
export { type FieldsToIgnore, withoutIgnored } from './withoutIgnored';
export { withoutTrusted } from './withoutTrusted';
