import { type HealthRule } from '../HealthRule';

/** Gloo writes its states as words or, older, as the numbers of an enum. */
const GLOO_STATES = {
  Pending: 'Suspended',
  Accepted: 'Healthy',
  Warning: 'Degraded',
  Rejected: 'Degraded',
  '0': 'Suspended',
  '1': 'Healthy',
  '2': 'Degraded',
  '3': 'Degraded',
} satisfies Record<string, HealthRule['otherwise']>;

/** Gateways and routes. */
export const NETWORK_RULES: HealthRule[] = [
  {
    group: '*.solo.io',
    kind: '*',
    withoutStatus: 'Progressing',
    fields: [
      { at: '/status/statuses/*/state', words: GLOO_STATES },
      { at: '/status/state', words: GLOO_STATES },
    ],
    messages: {
      Healthy: 'The resource has been validated',
      Suspended: 'The resource has not yet been validated',
    },
  },
  {
    group: 'route.openshift.io',
    kind: 'Route',
    withoutStatus: 'Progressing',
    fields: [
      {
        at: '/status/ingress/*/conditions/*/status',
        words: { True: 'Healthy', False: 'Degraded', Unknown: 'Progressing' },
      },
    ],
    otherwise: 'Progressing',
    messages: {
      Healthy: 'Route is healthy',
      Degraded: 'Route is degraded',
      Progressing: 'Route is still getting admitted',
    },
  },
  {
    group: 'nmstate.io',
    kind: 'NodeNetworkConfigurationPolicy',
    conditions: { Ignored: { True: 'Suspended' } },
  },
];
