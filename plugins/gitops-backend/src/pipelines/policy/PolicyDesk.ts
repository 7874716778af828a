import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { PolicyEdit } from '@backstage-gitops/plugin-gitops-common';
import { personOf } from '../../decisions/Decisions';
import { type Mode } from '../../promotions/request';
import { type Services } from '../../promotions/services';
import type { StoredEnvironment } from '../../store/EnvironmentStore';
import type { StoredPipeline } from '../Declaration';
import { type PipelineLoader } from '../PipelineLoader';
import { type JudgedPolicy } from './policyInForce';
import { recordsFor, writeRecords } from './recordPolicies';

/** What waits to be accepted at this moment. */
export interface SeenPolicy {
  judged: JudgedPolicy | undefined;
  /** The environments on which a caller needs the permission. */
  concerned: StoredEnvironment[];
}

/** What an environment that is not declared any more, and was not read again, is to access. */
function unknownEnvironment(
  entityRef: string,
  name: string,
): StoredEnvironment {
  return {
    entityRef,
    name,
    protected: true,
    repository: '',
    branch: '',
    path: '',
    indexed: false,
  };
}

/** Where people accept what an edit of the pipeline file makes weaker. */
export class PolicyDesk {
  readonly #services: Services;
  readonly #loader: PipelineLoader;

  constructor(options: { services: Services; loader: PipelineLoader }) {
    this.#services = options.services;
    this.#loader = options.loader;
  }

  /** Looks at the file as it is now. */
  async look({ entityRef }: StoredPipeline): Promise<SeenPolicy> {
    const judged = await this.#loader.reload(entityRef);
    return {
      judged,
      concerned: await this.concerned(entityRef, judged?.pending),
    };
  }

  /** Whatever an edit makes weaker; where none waits, whatever one could. */
  async concerned(
    entityRef: string,
    pending: PolicyEdit | undefined,
  ): Promise<StoredEnvironment[]> {
    const rows = await this.#services.environments.list({
      entityRefs: [entityRef],
    });
    if (!pending) return rows.filter(row => row.protected);
    const names = new Set(
      pending.weakens.map(({ environment }) => environment),
    );
    return [...names].map(
      name =>
        rows.find(row => row.name === name) ??
        unknownEnvironment(entityRef, name),
    );
  }

  /** Accepts the edit that the caller saw: the commit they name must still be the newest one. */
  async accept(options: {
    pipeline: StoredPipeline;
    seen: SeenPolicy;
    commit: string;
    by: string;
    reason?: string;
    mode: Mode;
  }): Promise<PolicyEdit> {
    const { pipeline, seen, commit, by, reason, mode } = options;
    const edit = seen.judged?.pending;
    if (!edit) {
      throw new ConflictError(
        `No edit of the pipeline file of ${pipeline.title} waits to be accepted.`,
      );
    }
    if (edit.commit !== commit) {
      throw new ConflictError(
        `The edit that waits to be accepted is ${edit.commit} by ${edit.by.name}, not ${commit}; look at that one.`,
      );
    }
    if (mode === 'plan') return edit;
    this.#assertNoAuthor(edit, by);
    if (!reason)
      throw new InputError('Accepting a weaker policy needs a reason.');
    await this.#record(pipeline.entityRef, seen, { by, reason });
    return edit;
  }

  /** Four eyes: nobody accepts what they wrote a part of. */
  #assertNoAuthor({ authors = [] }: PolicyEdit, by: string): void {
    if (authors.some(({ entityRef }) => entityRef === by)) {
      throw new NotAllowedError(
        `${
          personOf(by).name
        } wrote a part of this edit; somebody else must accept it.`,
      );
    }
  }

  async #record(
    entityRef: string,
    { judged, concerned }: SeenPolicy,
    { by, reason }: { by: string; reason: string },
  ): Promise<void> {
    if (!judged?.pending) return;
    const { pending, head } = judged;
    const { decisions, history, environments } = this.#services;
    const names = new Set(concerned.map(({ name }) => name));
    const blocked = head.declaration.environments.find(
      one => names.has(one.name) && one.blocked.length > 0,
    );
    if (blocked) {
      throw new ConflictError(
        `${
          blocked.name
        } could not be promoted to under this edit; mend the pipeline file first: ${blocked.blocked.join(
          ' ',
        )}`,
      );
    }
    const at = new Date().toISOString();
    const due = recordsFor(names, {
      entityRef,
      file: judged.file,
      head,
      records: await decisions.policies(entityRef),
      acceptance: { by, at, reason },
    });
    const written = await writeRecords(decisions, due);
    if (written.length < due.length) {
      throw new ConflictError(
        'Another edit of the pipeline file was accepted meanwhile; look again.',
      );
    }
    await history.append({
      entityRef,
      key: `policyAccepted:${entityRef}:${pending.commit}:${at}`,
      at,
      kind: 'policyAccepted',
      by: personOf(by),
      reason,
      commit: pending.commit,
      commitUrl: pending.commitUrl,
      policyCommit: pending.inForce,
      ...(names.size === 1 ? { environment: [...names][0] } : {}),
      summary: `${
        personOf(by).name
      } accepted an edit of the pipeline file by ${(
        pending.authors ?? [pending.by]
      )
        .map(({ name }) => name)
        .join(', ')} that weakens ${[...names].join(', ')}: ${pending.weakens
        .map(({ sentence }) => sentence)
        .join(' ')}`,
    });
    await this.#loader.reload(entityRef);
    await environments.wake({ entityRef });
  }
}
