// Starts programs so that they, and all they start, can be stopped again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

const STOP_TIMEOUT_MS = 10_000;
const ORPHAN_CHECK_INTERVAL_MS = 1_000;

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    // Nobody of the group is left.
    if (error.code !== 'ESRCH') throw error;
  }
}

/**
 * Starts a program as the leader of a process group of its own and passes on its output line by line.
 *
 * `exited` answers with a sentence on how it ended. `printed` answers once a line holds the text. `stop` ends the
 * whole group: first by `stopSignal`, and whoever is left after ten seconds by SIGKILL.
 */
export function startProgram(label, command, args, options = {}) {
  const {
    onLine = line => process.stdout.write(`${label} | ${line}\n`),
    stopSignal = 'SIGTERM',
    ...spawnOptions
  } = options;
  const child = spawn(command, args, {
    ...spawnOptions,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const outputs = [child.stdout, child.stderr].map(input =>
    createInterface({ input }).on('line', onLine),
  );
  const exited = new Promise(resolve => {
    child.once('error', error =>
      resolve(`${label} did not start: ${error.message}`),
    );
    child.once('exit', (code, signal) =>
      resolve(`${label} ended with ${signal ?? `exit code ${code}`}`),
    );
  });

  function printed(text) {
    return new Promise(resolve => {
      for (const output of outputs) {
        output.on('line', line => line.includes(text) && resolve());
      }
    });
  }

  async function stop() {
    if (child.pid === undefined) return;
    signalGroup(child.pid, stopSignal);
    const outcome = await Promise.race([
      exited,
      delay(STOP_TIMEOUT_MS, undefined, { ref: false }),
    ]);
    if (outcome === undefined) {
      process.stderr.write(`${label} does not stop: it is killed\n`);
    }
    // Also where the leader has ended: what it started may have outlived it.
    signalGroup(child.pid, 'SIGKILL');
    await exited;
  }

  return { exited, printed, stop };
}

/** Runs a program on this terminal's output and answers its exit code. The signal, once aborted, ends its group. */
export async function runProgram(command, args, { signal, ...options }) {
  const child = spawn(command, args, {
    ...options,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const end = () => signalGroup(child.pid, 'SIGTERM');
  signal.addEventListener('abort', end, { once: true });
  try {
    const [code] = await once(child, 'exit');
    return code ?? 1;
  } finally {
    signal.removeEventListener('abort', end);
  }
}

/** A signal that is aborted, with a word on why as its reason, when this process is to end. */
export function onEndOfProcess() {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => controller.abort(name));
  }
  // npm passes a signal on to the shell between itself and this process only, and that shell ends without a word.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) controller.abort('the end of npm');
    }, ORPHAN_CHECK_INTERVAL_MS).unref();
  }
  return controller.signal;
}
