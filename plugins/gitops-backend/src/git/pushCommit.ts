import type { CommitResult } from './CommitWriter';
import type { Mirror } from './Mirror';

/** Moves a branch to a commit that the mirror has, provided it is still where it was expected. */
export async function pushCommit(
  mirror: Mirror,
  options: { branch: string; commit: string; expected: string | undefined },
): Promise<CommitResult> {
  const outcome = await mirror.push(options);
  switch (outcome.status) {
    case 'pushed':
      return { status: 'written', commit: options.commit };
    case 'refused':
      return {
        status: 'refused',
        reason: `The host refuses the push (${outcome.rule}): ${outcome.message}`,
      };
    default:
      return outcome;
  }
}
