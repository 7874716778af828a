import type { LoggerService } from '@backstage/backend-plugin-api';
import { type People } from '../access/People';
import type { GitOpsConfig } from '../config';
import { type Decisions } from '../decisions/Decisions';
import { type CommitWriter } from '../git/CommitWriter';
import { type Mirrors } from '../git/Mirrors';
import { type HistoryStore } from '../history/HistoryStore';
import { type ReleaseNotesReader } from '../pullRequests/ReleaseNotes';
import { type RenderedDifferences } from '../pullRequests/RenderedDifferences';
import { type Renderer } from '../rendering/Renderer';
import { type CandidateStore } from '../store/CandidateStore';
import { type EnvironmentStore } from '../store/EnvironmentStore';
import { type HttpAnswerStore } from '../store/HttpAnswerStore';
import { type PipelineStore } from '../store/PipelineStore';
import { type PromotionStore } from '../store/PromotionStore';
import { type ReconciliationStore } from '../store/ReconciliationStore';
import { type RevertStore } from '../store/RevertStore';
import { type ReleaseStore } from '../store/ReleaseStore';
import { type SoakStore } from '../store/SoakStore';
import { type ViolationStore } from '../store/ViolationStore';
import { type WatchStore } from '../store/WatchStore';
import { type Outbox } from '../store/Outbox';

/** What the work on an environment is done with. */
export interface Services {
  config: GitOpsConfig;
  logger: LoggerService;
  mirrors: Mirrors;
  commits: CommitWriter;
  people: People;
  renderer: Renderer;
  renderedDifferences: RenderedDifferences;
  releaseNotes: ReleaseNotesReader;
  decisions: Decisions;
  pipelines: PipelineStore;
  environments: EnvironmentStore;
  releases: ReleaseStore;
  candidates: CandidateStore;
  soaks: SoakStore;
  httpAnswers: HttpAnswerStore;
  promotions: PromotionStore;
  reconciliations: ReconciliationStore;
  watches: WatchStore;
  violations: ViolationStore;
  reverts: RevertStore;
  history: HistoryStore;
  outbox: Outbox;
}
