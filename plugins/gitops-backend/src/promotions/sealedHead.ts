import type { PullRequest } from '@backstage-gitops/plugin-gitops-node';
import { readContent } from '../environments/readContent';
import { readProvenance } from '../provenance/Provenance';
import type { Workplace } from './Workplace';

/**
 * The head of a pull request, where its own seal says that it is what this suite proposed for a promotion: a message that
 * was copied onto other content proves nothing.
 */
export async function sealedHead(
  {
    services,
    hosted,
    environment,
  }: Pick<Workplace, 'services' | 'hosted' | 'environment'>,
  promotion: string,
  { headCommit }: PullRequest,
): Promise<string | undefined> {
  const record = await hosted.mirror.commit(headCommit);
  const found =
    record && readProvenance(record.message, services.config.sealKeys);
  if (found?.status !== 'sealed' || found.provenance.promotion !== promotion) {
    return undefined;
  }
  const read = await readContent(hosted.mirror, headCommit, environment);
  return read.status === 'read' &&
    read.content.digest === found.provenance.content
    ? headCommit
    : undefined;
}
