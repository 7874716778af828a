import type { components } from './openapi.generated';

/** Everything the API takes and answers, by its name in the OpenAPI document. @public */
export type Schemas = components['schemas'];

/** One pipeline with its environments, as the API answers it. @public */
export type Pipeline = Schemas['Pipeline'];
/** One environment of a pipeline: what Git holds, what is pending, what blocks it. @public */
export type Environment = Schemas['Environment'];
/** A promotion or rollback with its gates and approvals. @public */
export type Promotion = Schemas['Promotion'];
/** What a promotion or rollback does or would do. @public */
export type PromotionPlan = Schemas['PromotionPlan'];
/** @public */
export type GitEdit = Schemas['GitEdit'];
/** A pipeline that is to be added to an entity. @public */
export type NewPipeline = Schemas['NewPipeline'];
/** An environment of it. @public */
export type NewEnvironment = Schemas['NewEnvironment'];
/** The pull requests that add a pipeline, or what they would bring. @public */
export type PipelineProposal = Schemas['PipelineProposal'];
/** A gate's verdict, in one sentence. @public */
export type Gate = Schemas['Gate'];
/** One person's approval and whether it counts. @public */
export type Approval = Schemas['Approval'];
/** What blocks something, the one next action, and who can take it. @public */
export type NextStep = Schemas['NextStep'];
/** An immutable candidate with its attributes. @public */
export type Release = Schemas['Release'];
/** What made something a release. @public */
export type ReleaseOrigin = Schemas['ReleaseOrigin'];
/** What might have become a release, and why it has not. @public */
export type Candidate = Schemas['Candidate'];
/** Whether something may go into an environment, and why not. @public */
export type Eligibility = Schemas['Eligibility'];
/** A release by name only. @public */
export type ReleaseReference = Schemas['ReleaseReference'];
/** An image as Git names it. @public */
export type Image = Schemas['Image'];
/** Whoever did something, as far as it is known and proven. @public */
export type Person = Schemas['Person'];
/** A hold, freeze or rejection: who, when, why. @public */
export type Decision = Schemas['Decision'];
/** The change on the target branch that put a content there. @public */
export type Change = Schemas['Change'];
/** A preflight finding: expected, found, fix. @public */
export type Finding = Schemas['Finding'];
/** A change that came past the suite's gates. @public */
export type Violation = Schemas['Violation'];
/** A commit of the pipeline file that weakens protected environments. @public */
export type PolicyEdit = Schemas['PolicyEdit'];
/** Another environment that a change would change, too. @public */
export type AffectedEnvironment = Schemas['AffectedEnvironment'];
/** What a rollback restores. @public */
export type Restore = Schemas['Restore'];
/** Something that waits for the caller. @public */
export type Waiting = Schemas['Waiting'];
/** Whether it is the time for promotions. @public */
export type WindowState = Schemas['WindowState'];
/** One entry of the append-only history. @public */
export type HistoryEntry = Schemas['HistoryEntry'];
/** The unified difference of one file. @public */
export type FileDifference = Schemas['FileDifference'];
/** What a caller may do. @public */
export type Action = Schemas['Action'];
/** How what runs compares with Git. @public */
export type ClusterState = Schemas['ClusterState'];
/** What runs against what Git says, by object and field. @public */
export type DriftReport = Schemas['DriftReport'];
/** One object of an environment, as it was last seen. @public */
export type ObservedObject = Schemas['ObservedObject'];
/** One field that differs; values are masked texts. @public */
export type FieldDrift = Schemas['FieldDrift'];
