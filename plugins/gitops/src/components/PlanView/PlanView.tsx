import type { PromotionPlan } from '@backstage-gitops/plugin-gitops-common';
import { Alert, Text } from '@backstage/ui';
import { DiffViewer } from '../DiffViewer';
import { GateList } from '../GateList';
import { Affected } from './Affected';

/** What a promotion or rollback would do, before it is asked for. */
export function PlanView({ plan }: { plan: PromotionPlan }) {
  return (
    <>
      {plan.warnings.map(warning => (
        <Alert key={warning} status="warning" icon title={warning} />
      ))}
      {plan.affects.length > 0 && <Affected affects={plan.affects} />}
      {plan.gates.length > 0 && (
        <>
          <Text as="h3" weight="bold">
            Gates
          </Text>
          <GateList gates={plan.gates} />
        </>
      )}
      <Text as="h3" weight="bold">
        Differences
      </Text>
      <DiffViewer differences={plan.differences} />
    </>
  );
}
