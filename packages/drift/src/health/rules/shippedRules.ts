import { type HealthRule } from './HealthRule';
import { ARGO_RULES } from './shipped/argo';
import { CROSSPLANE_RULES } from './shipped/crossplane';
import { DATABASE_RULES } from './shipped/databases';
import { NETWORK_RULES } from './shipped/network';
import { PLATFORM_RULES } from './shipped/platforms';

/**
 * Rules for families whose statuses mean something other than what the
 * generic model takes them to mean.
 */
export const SHIPPED_RULES: readonly HealthRule[] = [
  ...ARGO_RULES,
  ...CROSSPLANE_RULES,
  ...DATABASE_RULES,
  ...NETWORK_RULES,
  ...PLATFORM_RULES,
];
