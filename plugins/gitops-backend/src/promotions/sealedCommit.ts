import { readContent } from '../environments/readContent';
import { readProvenance } from '../provenance/Provenance';
import type { Workplace } from './Workplace';

/**
 * A commit, where its own seal says that it is what this suite wrote for a promotion: a message that was copied onto other
 * content proves nothing.
 */
export async function sealedCommit(
  {
    services,
    hosted,
    environment,
  }: Pick<Workplace, 'services' | 'hosted' | 'environment'>,
  promotion: string,
  commit: string,
): Promise<string | undefined> {
  const record = await hosted.mirror.commit(commit);
  const found =
    record && readProvenance(record.message, services.config.sealKeys);
  if (found?.status !== 'sealed' || found.provenance.promotion !== promotion) {
    return undefined;
  }
  const read = await readContent(hosted.mirror, commit, environment);
  return read.status === 'read' &&
    read.content.digest === found.provenance.content
    ? commit
    : undefined;
}
