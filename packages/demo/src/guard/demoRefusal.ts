import { isIPv4 } from 'node:net';

/** Where a process runs, as far as the demo cares. */
export interface Surroundings {
  /** The value of NODE_ENV. */
  nodeEnvironment: string | undefined;
  /** The address the backend listens on; undefined where it listens on all of them. */
  listenHost: string | undefined;
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    (isIPv4(host) && host.startsWith('127.'))
  );
}

/**
 * Why the demo must not run here, or undefined where it may.
 *
 * Whoever reaches its sign-in may be anyone it knows, without a password: nobody but the person at this machine may.
 */
export function demoRefusal(surroundings: Surroundings): string | undefined {
  const { nodeEnvironment, listenHost } = surroundings;
  if (nodeEnvironment !== 'development') {
    return `The demo signs people in without a password and runs only where NODE_ENV is development; it is ${
      nodeEnvironment ?? 'not set'
    }. Remove @backstage-gitops/demo from this backend, or start it with npm start.`;
  }
  if (listenHost === undefined || !isLoopback(listenHost)) {
    return `The demo signs people in without a password and runs only where the backend listens on loopback; it listens on ${
      listenHost ?? 'every address'
    }. Set backend.listen.host to 127.0.0.1, or remove @backstage-gitops/demo from this backend.`;
  }
  return undefined;
}
