import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { nextStep, type OwnApproval } from '../actions';
import { CanAct } from '../shared/CanAct';
import { Moment } from '../shared/Moment';
import { PeopleSentence } from '../shared/PeopleSentence';

/** What blocks an environment in one sentence, who can take the one next action, and when it changes by itself. */
export function NextStep(props: {
  environment: Environment;
  own: OwnApproval | undefined;
}) {
  const { own } = props;
  const next = nextStep(props.environment);
  if (!next) {
    return undefined;
  }
  const { sentence, action, who, until } = next;
  return (
    <div role="group" aria-label="Next step">
      <Text as="p" weight="bold">
        <PeopleSentence sentence={sentence} who={who} />
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        <CanAct who={who} sentence={sentence} />
      </Text>
      {until && (
        <Text as="p" variant="body-small" color="secondary">
          Changes by itself <Moment at={until} />
        </Text>
      )}
      {action === 'approve' && own?.status === 'useless' && (
        <Text as="p" variant="body-small" color="secondary">
          {own.sentence}
        </Text>
      )}
    </div>
  );
}
