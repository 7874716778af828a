import { createTerminalProgram } from './cli/program';
import { demoFolder } from './world/demoFolder';

createTerminalProgram(demoFolder())
  .parseAsync()
  .catch(error => {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  });
