import type { Promotion } from '@backstage-gitops/plugin-gitops-common';

/** Who might approve; groups as their sign-in knows them, which may be fewer or older than the catalog's. */
export interface Viewer {
  userEntityRef: string;
  ownershipEntityRefs: string[];
}

/** What an approval by the viewer would be good for. */
export type OwnApproval =
  | { status: 'counts' }
  /** The sign-in knows of none of the groups that are asked; the server may know better. */
  | { status: 'doubtful' }
  /** It would not count; `sentence` says why. */
  | { status: 'useless'; sentence: string };

/** Says whether the viewer is among those whose approval a promotion waits for. */
export function judgeOwnApproval(
  promotion: Promotion,
  viewer: Viewer,
): OwnApproval {
  const gate = promotion.gates.find(({ name }) => name === 'approvals');
  const exception = gate?.except?.find(
    ({ entityRef }) => entityRef === viewer.userEntityRef,
  );
  if (exception) {
    return {
      status: 'useless',
      sentence: `You ${exception.reason}; others must approve.`,
    };
  }
  const mine = [viewer.userEntityRef, ...viewer.ownershipEntityRefs];
  const { who = [] } = gate ?? {};
  return who.length === 0 || who.some(ref => mine.includes(ref))
    ? { status: 'counts' }
    : { status: 'doubtful' };
}
