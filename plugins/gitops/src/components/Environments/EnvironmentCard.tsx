import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import {
  Badge,
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Text,
} from '@backstage/ui';
import { RiShieldLine } from '@remixicon/react';
import { useId } from 'react';
import { Actions } from './Actions';
import { ClusterSummary } from './ClusterSummary';
import { Content } from './Content';
import { Notices } from './Notices';
import { OpenPromotion } from './OpenPromotion';
import styles from './EnvironmentCard.module.css';

/** One environment: what Git holds, what is pending, what blocks it, and what can be done. */
export function EnvironmentCard(props: { environment: Environment }) {
  const { environment } = props;
  const { name, tier, after, promotion, candidate } = environment;
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <Card>
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
