import type { ReleaseFacts } from '../facts';
import { nameOf } from '../naming';
import type { Verdict } from '../verdict';

/** A protected environment takes only what cannot change under its name. @public */
export function immutableGate(
  environment: { protected: boolean },
  release: ReleaseFacts,
): Verdict {
  if (!environment.protected || !release.mutable) {
    return {
      name: 'immutable',
      status: 'passed',
      reason: release.mutable
        ? 'Mutable releases are accepted here.'
        : 'Pinned by digest.',
    };
  }
  return {
    name: 'immutable',
    status: 'failed',
    reason: `${release.version} was announced without a digest; a protected environment takes immutable releases only.`,
  };
}

/** Nobody marked the release bad. @public */
export function rejectedGate(release: ReleaseFacts): Verdict {
  return release.rejected
    ? {
        name: 'rejected',
        status: 'failed',
        reason: `${release.version} was rejected by ${nameOf(
          release.rejected.by,
        )}: ${release.rejected.reason}`,
      }
    : {
        name: 'rejected',
        status: 'passed',
        reason: `${release.version} is not rejected.`,
      };
}
