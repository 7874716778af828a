import type { EnvironmentFacts } from '../facts';

/**
 * May the next step of an environment become another although nothing happens but that time passes?
 *
 * @public
 */
export function goesByClock({
  policy,
  hold,
  upstream,
  current,
}: EnvironmentFacts): boolean {
  if (hold?.expiresAt) return true;
  if (current && policy.windows.length + policy.http.length > 0) return true;
  return upstream.some(({ soaked = [] }) =>
    soaked.some(
      ({ milliseconds, status }) =>
        status === 'running' && milliseconds < policy.soak,
    ),
  );
}
