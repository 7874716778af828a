// Makes a fresh clone ready: installs the dependencies, and says what this machine has of what the product uses.
// npm runs it before `npm start` and `npm test`, on whatever Node there is.
import {
  installDependencies,
  requireNodeOfNpmRun,
} from './lib/installation.mjs';
import { inspectMachine } from './lib/machine.mjs';

try {
  installDependencies();
  const node = requireNodeOfNpmRun();
  const { lines, problems } = inspectMachine();
  process.stdout.write(
    ['Set-up:', `node ${node}`, ...lines].join('\n  ').concat('\n'),
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
} catch (error) {
  process.stderr.write(`\nSet-up failed. ${error.message}\n`);
  process.exitCode = 1;
}
