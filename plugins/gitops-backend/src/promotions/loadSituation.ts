import type {
  PullRequest,
  PullRequestReading,
} from '@backstage-gitops/plugin-gitops-node';
import {
  type ApprovalFacts,
  type EnvironmentFacts,
  isNewer,
  isSoaking,
  judgeGates,
  type PromotionFacts,
  rankReleases,
  soakedFor,
} from '@backstage-gitops/policy';
import { environmentSubject, releaseSubject } from '../decisions/subjects';
import { loadAnswers } from '../endpoints/loadAnswers';
import type { Observation } from '../environments/Observation';
import {
  type EnvironmentContent,
  readContent,
} from '../environments/readContent';
import { readProvenance } from '../provenance/Provenance';
import { releasesFor } from '../pipelines/declarationOf';
import { holdsRelease } from '../releases/identity';
import { orderOf } from '../releases/releaseRules';
import { toReleaseFacts } from '../releases/toFacts';
import { loadRollback } from '../rollbacks/loadRollback';
import type { StoredPromotion } from '../store/PromotionStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { landedCommit } from './landedCommit';
import { loadChecks, readFor } from './loadChecks';
import { loadLocked } from './loadLocked';
import { toApproval } from './toApproval';
import type { Situation, Workplace } from './Workplace';

/** The digest of the environment's own files at a commit, where the commit is still there. */
async function digestAt(
  { hosted, environment }: Workplace,
  commit: string,
): Promise<string | undefined> {
  if (!(await hosted.mirror.has(commit))) return undefined;
  const result = await readContent(hosted.mirror, commit, environment);
  return result.status === 'read' ? result.content.digest : undefined;
}

/** Approvals of the portal and of the host, as one list. */
async function loadApprovals(
  place: Workplace,
  promotion: StoredPromotion,
  reading: PullRequestReading | undefined,
  proposed: string | undefined,
): Promise<ApprovalFacts[]> {
  const { services, hosted } = place;
  const approvals: ApprovalFacts[] = [];
  for (const given of await services.promotions.approvals(promotion.id)) {
    approvals.push({
      user: given.user,
      via: 'portal',
      at: given.at,
      groups: await services.people.groupsOf(given.user),
      account: 'person',
      content: given.content === proposed ? 'current' : 'outdated',
    });
  }
  for (const review of reading?.reviews ?? []) {
    if (review.verdict !== 'approved') continue;
    const same =
      review.commit === reading?.pullRequest.headCommit ||
      (proposed !== undefined &&
        (await digestAt(place, review.commit)) === proposed);
    approvals.push(
      await toApproval(
        services,
        hosted.host,
        review,
        same ? 'current' : 'outdated',
      ),
    );
  }
  return approvals;
}

/** Is the head what this suite proposed, by the id that was recorded or by its own seal? */
async function isOurHead(
  { hosted, services }: Workplace,
  promotion: StoredPromotion,
  pull: PullRequest,
  proposed: string | undefined,
): Promise<boolean> {
  if (pull.headCommit === promotion.headCommit) return true;
  const record = await hosted.mirror.commit(pull.headCommit);
  const found = record
    ? readProvenance(record.message, services.config.sealKeys)
    : undefined;
  return (
    found?.status === 'sealed' &&
    found.provenance.promotion === promotion.id &&
    found.provenance.content === proposed
  );
}

async function pullRequestFacts(
  place: Workplace,
  promotion: StoredPromotion,
  pull: PullRequest | undefined,
  proposed: string | undefined,
): Promise<PromotionFacts['pullRequest']> {
  if (!pull) return { status: 'none' };
  if (pull.state.status === 'merged') return { status: 'merged' };
  if (pull.state.status === 'closed') {
    return {
      status: 'closed',
      by: pull.state.closedBy ?? 'someone on the host',
    };
  }
  if (!(await isOurHead(place, promotion, pull, proposed))) {
    return { status: 'open', head: 'changedByOthers' };
  }
  const { mirror } = place.hosted;
  const base = mirror.head(place.environment.place.branch);
  const merged = base && (await mirror.mergedTree(base, pull.headCommit));
  return { status: 'open', head: merged ? 'asPlanned' : 'outdated' };
}

async function loadCurrent(
  place: Workplace,
  observation: Observation,
  content: EnvironmentContent,
  rejections: Awaited<ReturnType<typeof loadRejections>>,
  releases: StoredRelease[],
  since: number | undefined,
): Promise<{
  current?: Situation['current'];
  facts?: PromotionFacts;
}> {
  const { services, hosted, key } = place;
  const stored = await services.promotions.current(key);
  if (!stored) return {};
  // What is open is judged by the policy that holds now, and says so wherever it is told of.
  const promotion = {
    ...stored,
    policyCommit: place.environment.policyCommit ?? stored.policyCommit,
  };
  const release = releases.find(({ id }) => id === promotion.release);
  const reading = promotion.pullRequest
    ? await services.hostReader.pullRequest(hosted, promotion.pullRequest, {
        for: readFor(place.environment),
        since,
      })
    : undefined;
  const pullRequest = reading?.pullRequest;
  const proposed = pullRequest
    ? await digestAt(place, pullRequest.headCommit)
    : undefined;
  const deployed =
    release !== undefined && holdsRelease(observation.images, release);
  const pusher = pullRequest?.lastPusher;
  const actor =
    promotion.mergeRequestedBy ??
    (promotion.origin === 'requested' ? promotion.requester : undefined);
  const landed = await landedCommit(place, promotion, content.commit);
  const current = {
    promotion,
    release,
    pullRequest,
    mergeability: reading?.mergeability,
    proposed,
    landed,
  };
  return {
    current,
    facts: {
      id: promotion.id,
      kind: promotion.kind,
      origin: promotion.origin,
      release: release && toReleaseFacts(release, rejections),
      requester: promotion.requester,
      actor: actor
        ? { user: actor, groups: await services.people.groupsOf(actor) }
        : undefined,
      lastPusher:
        pusher && pusher !== hosted.host.botLogin
          ? (await services.people.byLogin(hosted.host, pusher)).entityRef
          : undefined,
      approvals: await loadApprovals(place, promotion, reading, proposed),
      locked: await loadLocked(
        place,
        { promotion, release, pullRequest },
        content,
      ),
      checks: await loadChecks(place, release, reading),
      http: await loadAnswers(place, current),
      bypassed: promotion.bypassed,
      mergeRequestedBy: promotion.mergeRequestedBy,
      cancelled: promotion.cancelled,
      content: deployed ? 'deployed' : 'pending',
      pullRequest: await pullRequestFacts(
        place,
        promotion,
        pullRequest,
        proposed,
      ),
      ...(promotion.restores
        ? await loadRollback(place, promotion, content, pullRequest)
        : {}),
      ...(landed ? { content: 'deployed' } : {}),
    },
  };
}

async function loadRejections(
  { services, key }: Workplace,
  releases: StoredRelease[],
) {
  return services.decisions.inForce(
    'rejection',
    releases.map(({ id }) => releaseSubject(key.entityRef, id)),
  );
}

/**
 * Gathers the facts that the next step of an environment is decided from.
 *
 * @param since - a moment of `performance.now()`: the pull request as it was then, or later. Default: as it is remembered.
 */
export async function loadSituation(
  place: Workplace,
  observation: Observation,
  content: EnvironmentContent,
  since?: number,
): Promise<Situation> {
  const { services, key, declaration, environment } = place;
  const releases = await services.releases.list(key.entityRef);
  const rejections = await loadRejections(place, releases);
  const verified = await services.releases.verified(key.entityRef);
  const neighbours = await services.environments.list({
    entityRefs: [key.entityRef],
  });
  const subject = environmentSubject(key);
  const [hold] = await services.decisions.inForce('hold', [subject]);
  const freezes = await services.decisions.inForce('freeze', [
    subject,
    ...declaration.scopes,
  ]);
  const order = orderOf(declaration, environment.policy.accepts);
  const ranked = rankReleases(
    releasesFor(environment, releases).map(release =>
      toReleaseFacts(release, rejections),
    ),
    order,
  );
  const deployed = {
    release: ranked.find(({ id }) => id === observation.release),
    version: observation.images[0]?.tag,
  };
  const { current, facts: currentFacts } = await loadCurrent(
    place,
    observation,
    content,
    rejections,
    releases,
    since,
  );
  const now = new Date().toISOString();
  const soaks = await services.soaks.list(key.entityRef);
  const facts: EnvironmentFacts = {
    policy: environment.policy,
    now,
    deployed: {
      release: observation.release,
      version: deployed.release?.version ?? deployed.version,
    },
    releases: ranked,
    isNewer: release => isNewer(release, deployed, order),
    upstream: environment.policy.after.map(name => ({
      environment: name,
      verified: verified.get(name) ?? [],
      deployed: neighbours.find(one => one.name === name)?.observation?.release,
      soaked: soaks
        .filter(one => one.environment === name)
        .map(({ release, clock }) => ({
          release,
          milliseconds: soakedFor(clock, now),
          status: isSoaking(clock, now) ? 'running' : 'stopped',
        })),
    })),
    hold,
    freezes: freezes.map(freeze => ({
      scope: freeze.subject,
      by: freeze.by,
      reason: freeze.reason,
    })),
    declined: await services.promotions.declined(key),
    current: currentFacts,
  };
  return {
    observation,
    content,
    facts,
    gates: currentFacts ? judgeGates(facts, currentFacts) : [],
    current,
  };
}
