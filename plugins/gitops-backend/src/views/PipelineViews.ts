import type {
  Action,
  Candidate,
  Environment,
  Finding,
  Pipeline,
  Release,
} from '@backstage-gitops/plugin-gitops-common';
import { type Access, type Caller } from '../access/Access';
import { environmentSubject } from '../decisions/subjects';
import type {
  EnvironmentDeclaration,
  StoredPipeline,
} from '../pipelines/Declaration';
import { type Services } from '../promotions/services';
import type { StoredDecision } from '../store/DecisionStore';
import type { StoredEnvironment } from '../store/EnvironmentStore';
import type { StoredPromotion } from '../store/PromotionStore';
import type { ReconciliationView } from '../store/ReconciliationStore';
import type { StoredRelease } from '../store/ReleaseStore';
import { candidateViews } from './candidateViews';
import { clusterState } from './driftReport';
import { clusterFindings } from './clusterFindings';
import { environmentFindings, verdictOf } from './findings';
import { decisionView, promotionView, referenceTo } from './promotionView';
import { releaseViews } from './releaseViews';
import { signingFindings } from './signingFindings';
import { loadViolations } from './violations';

/** Answers pages from the store: reading never fans out to Git or a host. */
export class PipelineViews {
  readonly #services: Services;
  readonly #access: Access;

  constructor(options: { services: Services; access: Access }) {
    this.#services = options.services;
    this.#access = options.access;
  }

  /** One pipeline with its environments. */
  async pipeline(caller: Caller, pipeline: StoredPipeline): Promise<Pipeline> {
    const { environments, promotions, releases, decisions } = this.#services;
    const { entityRef, declaration } = pipeline;
    const stored = await environments.list({ entityRefs: [entityRef] });
    const offer = await this.#access.offer(caller, pipeline, stored);
    const known = await releases.list(entityRef);
    const current = await promotions.list({
      entityRefs: [entityRef],
      current: 'only',
    });
    const violations = await loadViolations(this.#services, entityRef);
    const reconciliations = await this.#services.reconciliations.list(
      entityRef,
    );
    const scopes = declaration?.scopes ?? [];
    const subjects = stored.map(environmentSubject);
    const holds = await decisions.inForce('hold', subjects);
    const freezes = await decisions.inForce('freeze', [...subjects, ...scopes]);
    const views = (declaration?.environments ?? []).flatMap(declared => {
      const row = stored.find(({ name }) => name === declared.name);
      if (!row) return [];
      const subject = environmentSubject(row);
      return [
        this.#environment({
          declared,
          row,
          known,
          reconciliation: reconciliations.get(row.name)?.view,
          promotion: current.find(one => one.environment === row.name),
          hold: holds.find(one => one.subject === subject),
          freezes: freezes.filter(one =>
            [subject, ...scopes].includes(one.subject),
          ),
          violations: violations.get(row.name) ?? [],
          allowed: offer.environments.get(row.name) ?? [],
        }),
      ];
    });
    const findings = await this.preflight(pipeline);
    return {
      entityRef,
      title: pipeline.title,
      revision: pipeline.revision,
      ...(pipeline.file ? { file: pipeline.file } : {}),
      ...(pipeline.policyCommit ? { policyCommit: pipeline.policyCommit } : {}),
      ...(pipeline.pendingPolicy
        ? { pendingPolicy: pipeline.pendingPolicy }
        : {}),
      preflight: verdictOf(findings),
      scopes,
      environments: views,
      allowed: offer.pipeline,
    };
  }

  /** What was checked of the file when it was read, and of each environment when it was last looked at. */
  async preflight(pipeline: StoredPipeline): Promise<Finding[]> {
    const { config, mirrors, pipelines, environments, reconciliations } =
      this.#services;
    const rows = await environments.list({
      entityRefs: [pipeline.entityRef],
    });
    const findings = await pipelines.findings(pipeline.entityRef);
    const compared = await reconciliations.list(pipeline.entityRef);
    for (const declared of pipeline.declaration?.environments ?? []) {
      const row = rows.find(({ name }) => name === declared.name);
      if (row && declared.blocked.length === 0) {
        findings.push(
          ...environmentFindings(declared, row, pipeline),
          ...clusterFindings(declared, compared.get(row.name)?.view),
          ...signingFindings(
            declared.name,
            mirrors.hostOf(declared.place.repository),
            config.git.signing,
          ),
        );
      }
    }
    return findings;
  }

  /** Releases, each with why it may or may not go where. */
  async releases(pipeline: StoredPipeline): Promise<Release[]> {
    return releaseViews(this.#services, pipeline);
  }

  /** What is no release, each with why not. */
  async candidates(pipeline: StoredPipeline): Promise<Candidate[]> {
    return candidateViews(this.#services, pipeline);
  }

  #environment(options: {
    declared: EnvironmentDeclaration;
    row: StoredEnvironment;
    known: StoredRelease[];
    reconciliation: ReconciliationView | undefined;
    promotion: StoredPromotion | undefined;
    hold: StoredDecision | undefined;
    freezes: StoredDecision[];
    violations: Environment['violations'];
    allowed: Action[];
  }): Environment {
    const { declared, row, known, promotion, hold, freezes } = options;
    const { policy, place } = declared;
    const { observation } = row;
    const find = (id: string | undefined) =>
      known.find(release => release.id === id);
    return {
      name: row.name,
      after: policy.after,
      ...(row.tier ? { tier: row.tier } : {}),
      protected: policy.protected,
      promote: policy.promote,
      merge: policy.merge,
      repository: place.repository,
      branch: place.branch,
      path: place.path,
      images: observation?.images ?? [],
      ...referenceTo(find(observation?.release)),
      ...(observation?.change ? { change: observation.change } : {}),
      ...(promotion
        ? { promotion: promotionView(promotion, find(promotion.release)) }
        : {}),
      ...(row.candidate
        ? { candidate: referenceTo(find(row.candidate)).release }
        : {}),
      ...(hold ? { hold: decisionView(hold) } : {}),
      freezes: freezes.map(decisionView),
      violations: options.violations,
      ...(row.next ? { next: row.next } : {}),
      ...(row.asOf ? { asOf: row.asOf } : {}),
      ...(row.stale ? { stale: row.stale, staleSince: row.staleSince } : {}),
      ...(declared.reconciliation
        ? {
            cluster: clusterState(
              declared.reconciliation,
              options.reconciliation,
            ),
          }
        : {}),
      allowed: options.allowed,
    };
  }
}
