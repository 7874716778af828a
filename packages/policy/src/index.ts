/**
 * Decides from facts: which release comes next, what its gates say, what the next step is, how to go back.
 *
 * @packageDocumentation
 */

export type * from './facts';
export {
  approvalsGate,
  judgeApprovals,
  type JudgedApproval,
} from './gates/approvals';
export { checksGate } from './gates/checks';
export { freezeGate } from './gates/freeze';
export { holdGate, isHeld } from './gates/hold';
export { httpGate } from './gates/http';
export { describePassing } from './gates/passing';
export { blocksMerging, blocksOpening, judgeGates } from './gates/judge';
export { judgeRollbackApprovals, ownersGate } from './gates/owners';
export { describeLocked, lockedGate, mayChange } from './gates/locked';
export { immutableGate, rejectedGate } from './gates/release';
export { soakGate } from './gates/soak';
export { unsupportedGates } from './gates/unsupported';
export { upstreamGate } from './gates/upstream';
export { LAST_CALL, windowsGate } from './gates/windows';
export {
  type ArgoSyncWindow,
  argoWindowConcerns,
  mayArgoSync,
  readArgoWindow,
  type ReadArgoWindow,
} from './windows/argo';
export { judgeWindows, type WindowsState } from './windows/judgeWindows';
export {
  parseWindow,
  type ParsedWindow,
  type WindowText,
} from './windows/parseWindow';
export type { Recurrence, Window } from './windows/Window';
export { formatDuration, parseDuration } from './duration';
export {
  advanceSoak,
  isSoaking,
  LONGEST_SILENCE,
  soakedFor,
  type SoakClock,
  type SoakSighting,
} from './soak/soakClock';
export {
  type ChangeFacts,
  type ChangeVerdict,
  judgeChange,
  type PullRequestFacts,
} from './protection/judgeChange';
export {
  decideRevert,
  type RevertFacts,
  type RevertStep,
} from './protection/decideRevert';
export { planRevert, type RevertPlan } from './protection/planRevert';
export {
  lastingContent,
  settleFiles,
  standingFiles,
  type ViolatedFile,
} from './protection/standing';
export { decide, type Step } from './promotions/decide';
export { goesByClock } from './promotions/goesByClock';
export { explain, type Explanation } from './promotions/explain';
export {
  judgeCandidate,
  judgeEligibility,
  nextCandidate,
  type Eligibility,
} from './releases/eligibility';
export type { CompiledRule, RuleProblem } from './releases/compiling';
export type { Excluded } from './releases/excluded';
export type { TagExtract, TagExtractPart } from './releases/extract';
export { compileTagRule } from './releases/compileTagRule';
export {
  compileGitTagRule,
  judgeGitTag,
  selectGitTags,
  type CompiledGitTagRule,
  type GitTagFacts,
  type GitTagRule,
  type GitTagVerdict,
} from './releases/judgeGitTag';
export {
  compilePullRequestRule,
  judgePullRequest,
  type CompiledPullRequestRule,
  type PullRequestCandidate,
  type PullRequestProperty,
  type PullRequestRule,
  type PullRequestState,
  type PullRequestVerdict,
} from './releases/judgePullRequest';
export {
  judgeTag,
  selectTags,
  type TagExcluded,
  type TagVerdict,
} from './releases/judgeTag';
export { isNewer, rankReleases } from './releases/rankReleases';
export {
  comparedBy,
  type CompiledTagRule,
  type Order,
  type TagRule,
} from './releases/TagRule';
export {
  fillTag,
  type FilledTag,
  type GitTrigger,
  type TagPlaceholder,
  type TagTemplate,
  type TagTemplateFacts,
  type TagTemplatePart,
} from './releases/tagTemplate';
export type { TagFacts } from './releases/tagValue';
export type { VersionForm } from './releases/version';
export type { VersionComparator, VersionRange } from './releases/versionRange';
export { affectedBy, type ReaderFacts } from './rollbacks/affectedBy';
export { consequencesOf } from './rollbacks/consequences';
export {
  cannotRestore,
  planRollback,
  type InputsContent,
  type RollbackPlan,
} from './rollbacks/planRollback';
export { isOpen, type GateName, type Verdict } from './verdict';
export { decideReconciliation } from './reconciliation/decideReconciliation';
export type * from './reconciliation/facts';
export { judgeHeal, type HealVerdict } from './reconciliation/healing';
export type {
  AnnounceTerms,
  EnvironmentTerms,
  ReleaseTerms,
} from './weakening/EnvironmentTerms';
export { weakenings } from './weakening/weakenings';
