import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { PIPELINE_ANNOTATION } from '@backstage-gitops/plugin-gitops-common';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { useLoad } from '../../hooks/useLoad';
import { useTemplateAddress } from '../../navigation';
import { Loaded } from '../shared/Loaded';
import styles from './PipelinePage.module.css';

/** An entity that has no pipeline yet, and the way to one: the template, where the viewer's catalog has it. */
export function NoPipeline(props: {
  entity: Entity;
  /** Reference of the template that adds a pipeline. */
  template: string;
}) {
  const { entity, template } = props;
  const { title = entity.metadata.name } = entity.metadata;
  const catalog = useApi(catalogApiRef);
  const load = useLoad(
    useCallback(() => catalog.getEntityByRef(template), [catalog, template]),
  );
  const address = useTemplateAddress(template, {
    entity: stringifyEntityRef(entity),
  });
  return (
    <div className={styles.page}>
      <Loaded what="the template" load={load}>
        {found => (
          <>
            <Text as="p">
              {title} has no pipeline yet: its file names none by the annotation{' '}
              <code>{PIPELINE_ANNOTATION}</code>.
            </Text>
            {found && address && (
              <Link href={address}>Add GitOps to {title}</Link>
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}
