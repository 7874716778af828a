import { spawn } from 'node:child_process';

/** How a program ended. */
export interface ToolResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** How a program is run. */
export interface ToolOptions {
  env?: NodeJS.ProcessEnv;
  stdin?: string;
  /** Ends it after so long. */
  timeoutMs: number;
}

/** Runs a program to its end, with arguments that no shell reads. */
export function runTool(
  path: string,
  args: readonly string[],
  { env, stdin, timeoutMs }: ToolOptions,
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, [...args], {
      env,
      timeout: timeoutMs,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', code => {
      resolve({ exitCode: code ?? -1, stdout, stderr });
    });
    // A program that reads nothing may close its input before it is written.
    child.stdin.on('error', () => {});
    child.stdin.end(stdin ?? '');
  });
}
