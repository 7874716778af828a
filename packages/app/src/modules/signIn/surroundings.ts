/** Names and addresses by which a machine reaches itself. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * May people be signed in without proving who they are? Only in development, on their own machine.
 *
 * @returns why not, or undefined where they may.
 */
export function demoRefusal(surroundings: {
  nodeEnv: string | undefined;
  hostname: string;
}): string | undefined {
  if (surroundings.nodeEnv !== 'development') {
    return 'This is not a development build.';
  }
  if (!LOOPBACK.includes(surroundings.hostname)) {
    return `${surroundings.hostname} is not this machine itself.`;
  }
  return undefined;
}
