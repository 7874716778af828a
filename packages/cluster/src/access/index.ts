export { ApiError, type ApiErrorKind } from './ApiError';
export { type Clock, systemClock } from './Clock';
export {
  ClusterApi,
  isObject,
  type ListPage,
  metadataOf,
  type WatchEvent,
} from './ClusterApi';
export { ClusterSettings } from './ClusterSettings';
export type {
  ClusterRequest,
  ClusterTransport,
  Sender,
  WritePermission,
} from './ClusterTransport';
export { ProxyTransport } from './ProxyTransport';
