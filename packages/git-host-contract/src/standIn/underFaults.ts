import type { IncomingMessage } from 'node:http';
import type { Faults } from './Faults';

/**
 * The answer to a request as the faults that were planned leave it; undefined where there is none.
 *
 * @param refuse - how the host words a refusal
 */
export async function underFaults<A>(
  faults: Faults,
  request: IncomingMessage,
  path: string,
  parts: {
    answer(): Promise<A>;
    refuse(status: number, message: string): A;
  },
): Promise<{ answer: A; headers?: Record<string, string> } | undefined> {
  const fault = faults.take(request.method ?? '', path);
  switch (fault?.kind) {
    case 'silent':
      return undefined;
    case 'reset':
      request.socket.destroy();
      return undefined;
    case 'refused':
      return {
        answer: parts.refuse(fault.status, fault.message),
        headers: fault.headers,
      };
    case 'lost':
      await parts.answer();
      return { answer: parts.refuse(502, 'Server Error') };
    default:
      return { answer: await parts.answer() };
  }
}
