import { parseEntityRef } from '@backstage/catalog-model';
import { discoveryApiRef, useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useCallback } from 'react';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { useLoad } from '../../hooks/useLoad';
import { Loaded } from '../shared/Loaded';
import { announceCommand } from './announceCommand';
import styles from './Releases.module.css';

/** Shown while there is no release: how a CI pipeline announces one. */
export function AnnounceHelp() {
  const discoveryApi = useApi(discoveryApiRef);
  const { entityRef } = usePipelineScope();
  const baseUrl = useLoad(
    useCallback(() => discoveryApi.getBaseUrl('gitops'), [discoveryApi]),
  );
  return (
    <div className={styles.help}>
      <Text as="p">
        No release yet. Your CI pipeline announces one after it has pushed the
        image:
      </Text>
      <Loaded what="the address of the backend" load={baseUrl}>
        {url => (
          <pre className={styles.command} role="group" aria-label="Command">
            <code>{announceCommand(url, parseEntityRef(entityRef))}</code>
          </pre>
        )}
      </Loaded>
      <Text as="p" variant="body-small" color="secondary">
        <code>IMAGE_NAME</code> is the name of an image in the pipeline file.
        Without a digest the release is mutable, and no protected environment
        takes it.
      </Text>
    </div>
  );
}
