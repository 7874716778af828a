import type {
  ApprovalFacts,
  CheckFacts,
  EnvironmentFacts,
  PromotionFacts,
  ReleaseFacts,
} from '../../facts';
import { judgeGates } from '../../gates/judge';
import { isNewer, rankReleases } from '../../releases/rankReleases';
import { comparedBy } from '../../releases/TagRule';
import { soakedFor } from '../../soak/soakClock';
import type { Verdict } from '../../verdict';
import { BOT, byLogin, groupsOf, isBot, RELEASES } from './catalog';
import {
  contentOf,
  mergedContent,
  presentContent,
  pullOf,
  sealedFor,
} from './host';
import { CHANGE, type EnvironmentName } from './setup';
import { declined } from './store';
import {
  digestOf,
  type Observation,
  policyOf,
  type Pull,
  rowOf,
  type StoredPromotion,
  type World,
} from './World';

/** Releases of the model are numbered. */
const ORDER = comparedBy('numeric');

/** Everything known of an environment at one moment. */
export interface Situation {
  facts: EnvironmentFacts;
  gates: Verdict[];
  content: string;
  current?: {
    promotion: StoredPromotion;
    pull?: Pull;
    /** Digest of the environment's own files at the pull request's head. */
    proposed?: string;
  };
}

// What follows is the backend's `promotions/loadSituation.ts`, function by function, on the model's world.

/** Approvals of the portal and of the host, as one list. */
function loadApprovals(
  world: World,
  promotion: StoredPromotion,
  pull: Pull | undefined,
  proposed: string | undefined,
): ApprovalFacts[] {
  const approvals: ApprovalFacts[] = [];
  for (const [user, content] of world.store.approvals.get(promotion.id) ?? []) {
    approvals.push({
      user,
      via: 'portal',
      at: '2026-03-02T10:00:00Z',
      groups: groupsOf(world, user),
      account: 'person',
      content: content === proposed ? 'current' : 'outdated',
    });
  }
  for (const review of pull?.reviews ?? []) {
    if (review.verdict !== 'approved') continue;
    const user = byLogin(review.login);
    const same =
      review.commit === pull?.head.commit || review.content === proposed;
    approvals.push({
      user,
      login: review.login,
      via: 'host',
      at: '2026-03-02T10:00:00Z',
      groups: user ? groupsOf(world, user) : [],
      account: isBot(review.login) ? 'bot' : 'person',
      content: same ? 'current' : 'outdated',
    });
  }
  return approvals;
}

function loadAnswers(
  { host }: World,
  { release }: StoredPromotion,
  now: string,
): PromotionFacts['http'] {
  const word = host.answers.get(release ?? '');
  return word ? [{ ...CHANGE, status: word, at: now }] : [];
}

function loadChecks(
  world: World,
  name: EnvironmentName,
  promotion: StoredPromotion,
  pull: Pull | undefined,
): PromotionFacts['checks'] {
  const { pullRequest, source } = policyOf(world, name).checks;
  if (pullRequest.length + source.length === 0) return undefined;
  const { checks } = world.host;
  const found = (of: number | string | undefined, check: string) => {
    const state = of === undefined ? undefined : checks.get(of);
    return state ? [{ name: check, state } satisfies CheckFacts] : [];
  };
  const isBuilt =
    RELEASES.get(promotion.release ?? '')?.sourceAuthor !== undefined;
  return {
    pullRequest:
      pullRequest.length > 0 ? found(pull?.head.commit, 'ci/lint') : [],
    ...(isBuilt && source.length > 0
      ? { source: found(promotion.release, 'ci/test') }
      : {}),
  };
}

/** Is the head what this suite proposed, by the id that was recorded or by its own seal? */
function isOurHead(promotion: StoredPromotion, { head }: Pull): boolean {
  return (
    head.commit === promotion.headCommit || sealedFor(head) === promotion.id
  );
}

function pullRequestFacts(
  world: World,
  promotion: StoredPromotion,
  pull: Pull | undefined,
): PromotionFacts['pullRequest'] {
  if (!pull) return { status: 'none' };
  if (pull.state.status === 'merged') return { status: 'merged' };
  if (pull.state.status === 'closed') {
    return { status: 'closed', by: pull.state.by };
  }
  if (!isOurHead(promotion, pull)) {
    return { status: 'open', head: 'changedByOthers' };
  }
  const merged = mergedContent(world, pull.environment, pull.head);
  return { status: 'open', head: merged ? 'asPlanned' : 'outdated' };
}

/** The environment's open pull request, whoever remembers it: there is one branch to propose from. */
export function findOpen(world: World, name: EnvironmentName) {
  return world.host.pulls.find(
    pull => pull.environment === name && pull.state.status === 'open',
  );
}

function loadCurrent(
  world: World,
  name: EnvironmentName,
  observation: Observation,
  releases: ReleaseFacts[],
  now: string,
): { current?: Situation['current']; facts?: PromotionFacts } {
  const promotion = world.store.current.get(name);
  if (!promotion) return {};
  const release = releases.find(({ id }) => id === promotion.release);
  const pull =
    promotion.pullRequest === undefined
      ? undefined
      : pullOf(world, promotion.pullRequest);
  const proposed = pull && digestOf(pull.head.content);
  const then =
    promotion.restores === undefined
      ? undefined
      : contentOf(world, name, promotion.restores);
  const content = digestOf(observation.content);
  const holds =
    promotion.restores === undefined
      ? observation.content.image === promotion.release
      : then !== undefined && digestOf(then) === content;
  // What people put over it since is theirs: it is not written a second time.
  const landed = world.host.main.some(({ id }) => id === promotion.commit);
  const pusher = pull?.head.by;
  const actor =
    promotion.mergeRequestedBy ??
    (promotion.origin === 'requested' ? promotion.requester : undefined);
  return {
    current: { promotion, pull, proposed },
    facts: {
      id: promotion.id,
      kind: promotion.kind,
      origin: promotion.origin,
      release,
      requester: promotion.requester,
      actor: actor
        ? { user: actor, groups: groupsOf(world, actor) }
        : undefined,
      lastPusher: pusher && pusher !== BOT ? byLogin(pusher) : undefined,
      approvals: loadApprovals(world, promotion, pull, proposed),
      checks: loadChecks(world, name, promotion, pull),
      http: loadAnswers(world, promotion, now),
      bypassed: promotion.bypassed,
      mergeRequestedBy: promotion.mergeRequestedBy,
      cancelled: promotion.cancelled,
      content: holds || landed ? 'deployed' : 'pending',
      pullRequest: pullRequestFacts(world, promotion, pull),
    },
  };
}

/** Gathers the facts that the next step of an environment is decided from. */
export function loadSituation(
  world: World,
  name: EnvironmentName,
  now: string,
): Situation {
  const { store, decided } = world;
  const policy = policyOf(world, name);
  const observation = rowOf(world, name).observation ?? {
    head: 0,
    content: presentContent(world, name),
  };
  const known: ReleaseFacts[] = [];
  for (const id of store.releases) {
    const release = RELEASES.get(id);
    const rejected = decided.rejections.get(id);
    if (release) known.push(rejected ? { ...release, rejected } : release);
  }
  const releases = rankReleases(known, ORDER);
  const deployed = {
    release: releases.find(({ id }) => id === observation.release),
    version: observation.content.image.slice(1),
  };
  const { current, facts: currentFacts } = loadCurrent(
    world,
    name,
    observation,
    releases,
    now,
  );
  const facts: EnvironmentFacts = {
    policy,
    now,
    deployed: {
      release: observation.release,
      version: deployed.release?.version ?? deployed.version,
    },
    releases,
    isNewer: release => isNewer(release, deployed, ORDER),
    upstream: policy.after.map(upstream => {
      const above = upstream as EnvironmentName;
      return {
        environment: upstream,
        verified: [...(store.verified.get(above) ?? [])],
        deployed: rowOf(world, above).observation?.release,
        soaked: [...(store.soaks.get(above) ?? [])].map(([id, clock]) => ({
          release: id,
          milliseconds: soakedFor(clock, now),
          status: clock.runningSince ? 'running' : 'stopped',
        })),
      };
    }),
    hold: decided.holds.get(name),
    freezes: [...decided.freezes.values()].filter(
      ({ scope }) => scope === 'system:default/shop' || scope.endsWith(name),
    ),
    declined: declined(world, name),
    current: currentFacts,
  };
  return {
    facts,
    gates: currentFacts ? judgeGates(facts, currentFacts) : [],
    content: digestOf(observation.content),
    current,
  };
}
