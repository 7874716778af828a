import type { LoggerService } from '@backstage/backend-plugin-api';
import { type People } from '../access/People';
import { type Mirrors, normalizeRepository } from '../git/Mirrors';
import type { ReleaseSource } from '../store/ReleaseStore';

/** The source commit as its repository has it; only the commit itself says who wrote it. */
export async function readSource(
  tools: { mirrors: Mirrors; people: People; logger: LoggerService },
  source: { repository: string; commit: string },
): Promise<ReleaseSource> {
  const repository = normalizeRepository(source.repository);
  const { commit } = source;
  try {
    const { host, mirror } = await tools.mirrors.get(repository);
    await mirror.refresh();
    const record = await mirror.commit(commit);
    if (record) {
      return {
        repository,
        commit,
        message: record.message.split('\n')[0],
        author: await tools.people.byAuthor(host, record.author),
      };
    }
  } catch (error) {
    tools.logger.warn(`The source commit of a release cannot be read`, {
      repository,
      error: String(error),
    });
  }
  return { repository, commit };
}
