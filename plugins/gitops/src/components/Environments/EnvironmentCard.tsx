import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import {
  Badge,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Text,
} from '@backstage/ui';
import {
  RiPauseCircleLine,
  RiShieldLine,
  RiSnowflakeLine,
} from '@remixicon/react';
import { useId } from 'react';
import { Violations } from '../Violations';
import { Actions } from './Actions';
import { ClusterSummary } from './ClusterSummary';
import { Content } from './Content';
import { Notices } from './Notices';
import { OpenPromotion } from './OpenPromotion';
import { WindowLine } from './WindowLine';
import styles from './EnvironmentCard.module.css';

/** One environment: what Git holds, what is pending, what blocks it, and what can be done. */
export function EnvironmentCard(props: { environment: Environment }) {
  const { environment } = props;
  const { name, tier, after, promotion, candidate, hold, freezes } =
    environment;
  const isFrozen = freezes !== undefined && freezes.length > 0;
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Card className={isFrozen ? styles.frozen : undefined}>
        <CardHeader>
          <div className={styles.header}>
            <Text as="h3" variant="title-x-small" id={headingId}>
              {name}
            </Text>
            {tier && <Badge>{`Tier: ${tier}`}</Badge>}
            {environment.protected && (
              <Badge icon={<RiShieldLine size={14} aria-hidden />}>
                Protected
              </Badge>
            )}
            {isFrozen && (
              <Badge
                className={styles.frozenBadge}
                icon={<RiSnowflakeLine size={14} aria-hidden />}
              >
                Frozen
              </Badge>
            )}
            {hold && (
              <Badge icon={<RiPauseCircleLine size={14} aria-hidden />}>
                On hold
              </Badge>
            )}
          </div>
          {after.length > 0 && (
            <Text as="p" variant="body-small" color="secondary">
              After {after.join(' and ')}
            </Text>
          )}
        </CardHeader>
        <CardBody>
          <div className={styles.body}>
            <Content environment={environment} />
            <ClusterSummary environment={environment} />
            {environment.window && <WindowLine window={environment.window} />}
            <Violations environment={environment} />
            <Notices environment={environment} />
            {promotion && (
              <OpenPromotion environment={environment} promotion={promotion} />
            )}
            {!promotion && candidate && (
              <Text as="p">
                Candidate: <strong>{candidate.version}</strong>
              </Text>
            )}
          </div>
        </CardBody>
        <CardFooter>
          <Actions environment={environment} />
        </CardFooter>
      </Card>
    </section>
  );
}
