import type { Release } from '@backstage-gitops/plugin-gitops-common';
import {
  type Eligibility,
  type EnvironmentFacts,
  isNewer,
  judgeEligibility,
  rankReleases,
  type ReleaseFacts,
} from '@backstage-gitops/policy';
import { releaseSubject } from '../decisions/subjects';
import type {
  Declaration,
  EnvironmentDeclaration,
  StoredPipeline,
} from '../pipelines/Declaration';
import { declarationOf, releasesFor } from '../pipelines/declarationOf';
import { type Services } from '../promotions/services';
import { orderOf } from '../releases/releaseRules';
import { toReleaseFacts } from '../releases/toFacts';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { decisionView } from './promotionView';

/** What releases are judged by in one environment. */
interface Judge {
  facts: EnvironmentFacts;
  /** The releases that the rules in force there make. */
  made: Set<string>;
}

function judgeOf(
  declaration: Declaration,
  environment: EnvironmentDeclaration,
  options: {
    known: StoredRelease[];
    ranked: ReleaseFacts[];
    rows: StoredEnvironment[];
    verified: Map<string, string[]>;
  },
): Judge {
  const { known, ranked, rows, verified } = options;
  const { name, policy } = environment;
  const order = orderOf(
    declarationOf(declaration, environment),
    policy.accepts,
  );
  const observation = rows.find(row => row.name === name)?.observation;
  const deployed = {
    release: ranked.find(({ id }) => id === observation?.release),
    version: observation?.images[0]?.tag,
  };
  return {
    facts: {
      policy,
      now: new Date().toISOString(),
      deployed: {
        release: observation?.release,
        version: deployed.release?.version ?? deployed.version,
      },
      releases: ranked,
      isNewer: release => isNewer(release, deployed, order),
      upstream: policy.after.map(upstream => ({
        environment: upstream,
        verified: verified.get(upstream) ?? [],
      })),
      freezes: [],
      declined: [],
    },
    made: new Set(releasesFor(environment, known).map(({ id }) => id)),
  };
}

function judge({ facts, made }: Judge, release: ReleaseFacts): Eligibility {
  return made.has(release.id)
    ? judgeEligibility(facts, release)
    : {
        status: 'excluded',
        reason:
          'The release rules that hold here do not make it, until the edit of the pipeline file is accepted.',
      };
}

/** The releases of a pipeline, the one to prefer first, each with why it may or may not go where. */
export async function releaseViews(
  { releases, environments, decisions }: Services,
  { entityRef, declaration }: StoredPipeline,
): Promise<Release[]> {
  const known = await releases.list(entityRef);
  const rejections = await decisions.inForce(
    'rejection',
    known.map(({ id }) => releaseSubject(entityRef, id)),
  );
  const verified = await releases.verified(entityRef);
  const rows = await environments.list({ entityRefs: [entityRef] });
  const ranked = rankReleases(
    known.map(release => toReleaseFacts(release, rejections)),
    orderOf(declaration),
  );
  const judges = declaration
    ? declaration.environments.map(environment =>
        judgeOf(declaration, environment, { known, ranked, rows, verified }),
      )
    : [];
  return ranked.flatMap(facts => {
    const release = known.find(({ id }) => id === facts.id);
    if (!release) return [];
    const rejection = rejections.find(
      ({ subject }) => subject === releaseSubject(entityRef, release.id),
    );
    const { entityRef: _, ...shown } = release;
    return [
      {
        ...shown,
        mutable: facts.mutable,
        ...(rejection ? { rejected: decisionView(rejection) } : {}),
        environments: judges
          .filter(one => one.facts.deployed.release === release.id)
          .map(one => one.facts.policy.name),
        eligibility: judges.map(one => ({
          environment: one.facts.policy.name,
          ...judge(one, facts),
        })),
      },
    ];
  });
}
