import { worstHealth } from '@backstage-gitops/drift';
import type { EngineObservation } from '@backstage-gitops/plugin-gitops-node';
import type {
  ReconciliationFacts,
  ReconciliationStep,
} from '@backstage-gitops/policy';
import type { ReconciliationView } from '../store/ReconciliationStore';

/** The word for how an environment's cluster compares with Git. Unknown is never shown as another. */
function syncOf(
  facts: ReconciliationFacts,
  step: ReconciliationStep,
): ReconciliationView['sync'] {
  if (
    facts.desired.status === 'unknown' ||
    facts.observed.status === 'unknown'
  ) {
    return 'Unknown';
  }
  if (facts.behind !== undefined) return 'Progressing';
  const differing = facts.observed.drifted.filter(
    ({ drift }) => drift !== 'orphaned',
  );
  if (differing.length === 0) return 'Synced';
  return step.kind === 'write' && step.cause === 'sync'
    ? 'Progressing'
    : 'Drifted';
}

const AS_GIT_HAS_IT = 'The cluster is as Git has it.';

function sentenceOf(
  facts: ReconciliationFacts,
  step: ReconciliationStep,
): string {
  switch (step.kind) {
    case 'rest':
      return AS_GIT_HAS_IT;
    case 'write': {
      const count = step.apply.length + step.prune.length;
      if (count === 0) return facts.behind ?? AS_GIT_HAS_IT;
      const objects = count === 1 ? '1 object is' : `${count} objects are`;
      return {
        sync: `${objects} being made as Git has them.`,
        heal: `${objects} being put back as Git has them.`,
        revert: `${objects} being put back, as ${
          facts.request?.by ?? 'someone'
        } asked.`,
      }[step.cause];
    }
    default:
      return step.reason;
  }
}

/** What stands in the way of comparing and of writing, each told apart from the other. */
function obstacles(
  { desired }: ReconciliationFacts,
  observation: EngineObservation,
): Pick<ReconciliationView, 'unrendered' | 'unseen' | 'writesOff'> {
  if (desired.status === 'unknown') return { unrendered: desired.reason };
  if (observation.status === 'unknown') return { unseen: observation.reason };
  const { writesOff } = observation;
  return writesOff === undefined ? {} : { writesOff };
}

/** What pages show after an environment was looked at. */
export function describeReconciliation(options: {
  facts: ReconciliationFacts;
  step: ReconciliationStep;
  observation: EngineObservation;
  revision?: string;
  warnings: string[];
  /** What was shown before: an environment that cannot be seen keeps when it last was. */
  before?: ReconciliationView;
  /** Why writes keep coming too late. */
  behind?: string;
}): ReconciliationView {
  const { facts, step, observation, before, behind } = options;
  const seen = observation.status === 'observed';
  const objects = seen ? observation.objects : before?.objects ?? [];
  const healths = objects.flatMap(({ health }) => health ?? []);
  const asOf = seen ? observation.asOf : before?.asOf;
  return {
    sync: syncOf(facts, step),
    health: seen ? worstHealth(healths) ?? 'Healthy' : 'Unknown',
    ...(options.revision ? { revision: options.revision } : {}),
    ...(asOf ? { asOf } : {}),
    sentence:
      step.kind === 'write' && behind
        ? `Nothing was written: ${behind}`
        : sentenceOf(facts, step),
    step: step.kind,
    objects,
    warnings: options.warnings,
    ...obstacles(facts, observation),
  };
}
