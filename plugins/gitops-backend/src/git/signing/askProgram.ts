import { InputError } from '@backstage/errors';
import { runProgram, type Ran } from '../runProgram';

/**
 * Runs a program that signs, as git would: with nothing of a person's configuration.
 *
 * @throws InputError where it is not installed.
 */
export async function askProgram(
  program: 'gpg' | 'ssh-keygen',
  args: string[],
  options: { input?: string; environment?: Record<string, string> } = {},
): Promise<Ran> {
  const { input, environment } = options;
  try {
    return await runProgram(program, args, {
      input,
      env: {
        PATH: process.env.PATH,
        HOME: '/nonexistent',
        LC_ALL: 'C',
        ...environment,
      },
    });
  } catch {
    throw new InputError(
      `gitops.git.signing needs ${program}: install it on the machine that runs the backend.`,
    );
  }
}
