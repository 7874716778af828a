export {
  type CachedObject,
  fromCached,
  hasSameBody,
  toCached,
} from './CachedObject';
export { Clusters } from './Clusters';
export { ClusterCache, type KindSchema } from './ClusterCache';
export { collectionOf, Discovery, type ServedKind } from './Discovery';
export {
  type CacheListener,
  type CacheState,
  KindCache,
  keyOf,
} from './KindCache';
