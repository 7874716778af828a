import type { ReleaseOrigin } from '@backstage-gitops/plugin-gitops-common';
import { Text } from '@backstage/ui';
import { ExternalLink } from '../shared/ExternalLink';

/** The Git tag or the pull request that made a release; nothing where it was an image alone. */
export function OriginLine({ origin }: { origin: ReleaseOrigin }) {
  const { on, name, number, title, url } = origin;
  if (on === 'image') return null;
  const pull = `#${number}${title ? ` ${title}` : ''}`;
  return (
    <Text as="p" variant="body-small">
      {on === 'gitTag' ? (
        `Git tag ${name}`
      ) : (
        <>
          Pull request{' '}
          {url ? <ExternalLink href={url}>{pull}</ExternalLink> : pull}
        </>
      )}
    </Text>
  );
}
