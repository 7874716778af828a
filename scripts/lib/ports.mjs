// Loopback ports: who listens where, and which are free.
import { connect, createServer } from 'node:net';

const CONNECT_TIMEOUT_MS = 2_000;

function isListening(port, host) {
  return new Promise(resolve => {
    const socket = connect({ port, host, timeout: CONNECT_TIMEOUT_MS });
    const answer = value => {
      socket.destroy();
      resolve(value);
    };
    socket.once('connect', () => answer(true));
    socket.once('timeout', () => answer(true));
    socket.once('error', () => answer(false));
  });
}

/** Those of the ports that somebody listens on, on either of the loopback addresses. */
export async function takenPorts(ports) {
  const taken = [];
  for (const port of ports) {
    const listening = await Promise.all(
      ['127.0.0.1', '::1'].map(host => isListening(port, host)),
    );
    if (listening.some(Boolean)) taken.push(port);
  }
  return taken;
}

/** A port of 127.0.0.1 that nobody listened on a moment ago. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
