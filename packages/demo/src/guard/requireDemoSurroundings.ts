import type { Config } from '@backstage/config';
import { demoRefusal } from './demoRefusal';

/** The host part of `backend.listen`, which is an object, or a text such as `:7007` or `127.0.0.1:7007`. */
function readListenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  if (typeof listen !== 'string') {
    return config.getOptionalString('backend.listen.host');
  }
  const host = listen.slice(0, Math.max(0, listen.lastIndexOf(':')));
  return host.replace(/^\[|\]$/g, '') || undefined;
}

/**
 * Ends the start of a backend that the demo must not be part of.
 *
 * @throws Error saying what was found and what to do.
 */
export function requireDemoSurroundings(config: Config): void {
  const refusal = demoRefusal({
    nodeEnvironment: process.env.NODE_ENV,
    listenHost: readListenHost(config),
  });
  if (refusal) throw new Error(refusal);
}
