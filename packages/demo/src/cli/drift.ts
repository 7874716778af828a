import { namespaceOf } from '../world/cluster';
import type { DemoService } from '../world/services';

/** What someone may do to a running service past Git, by what they mean to do. */
const COMMANDS = {
  scale: name => ['scale', `deployment/${name}`, '--replicas=5'],
  env: name => ['set', 'env', `deployment/${name}`, 'DEBUG=true'],
  image: name => [
    'set',
    'image',
    `deployment/${name}`,
    `app=ghcr.io/acme/${name}:hotfix`,
  ],
  label: name => ['label', `service/${name}`, 'owner=nobody', '--overwrite'],
  delete: name => ['delete', `service/${name}`],
  break: name => [
    'set',
    'image',
    `deployment/${name}`,
    `app=ghcr.io/acme/${name}:broken`,
  ],
} satisfies Record<string, (name: string) => string[]>;

/** A way to change a running service past Git. */
export type DriftKind = keyof typeof COMMANDS;

/** All ways, in the order in which people are told of them. `break` is a command of its own. */
export const driftKinds = (Object.keys(COMMANDS) as DriftKind[]).filter(
  kind => kind !== 'break',
);

/** kubectl's arguments for a change to a service in one of its environments. */
export function driftCommand(
  service: DemoService,
  environment: string,
  kind: DriftKind,
): string[] {
  return [
    '-n',
    namespaceOf(service.name, environment),
    ...COMMANDS[kind](service.name),
  ];
}
