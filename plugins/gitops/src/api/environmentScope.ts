import { parseEntityRef } from '@backstage/catalog-model';
import type { EnvironmentId } from './GitOpsApi';

/** The freeze scope of one environment, such as `environment:component/default/shop/production`. */
export function environmentScope({ entityRef, environment }: EnvironmentId) {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `environment:${kind}/${namespace}/${name}/${environment}`;
}
