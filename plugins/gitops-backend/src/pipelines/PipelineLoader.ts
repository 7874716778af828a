import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  type Finding,
  PIPELINE_ANNOTATION,
  type PolicyEdit,
} from '@backstage-gitops/plugin-gitops-common';
import { type Services } from '../promotions/services';
import { SerialQueue } from '../git/SerialQueue';
import type { Declaration, StoredPipeline } from './Declaration';
import { type JudgedPolicy, policyInForce } from './policy/policyInForce';
import { type PipelineFileResult, readPipelineFile } from './readPipelineFile';

function ownersOf(entity: Entity): string[] {
  return (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
}

/** A declaration under which nothing is promoted, for a file that is not valid any more. */
function blocked(
  declaration: Declaration | undefined,
  reason: string,
): Declaration | undefined {
  return (
    declaration && {
      ...declaration,
      environments: declaration.environments.map(environment => ({
        ...environment,
        blocked: [reason],
      })),
    }
  );
}

/** What pipelines are loaded with. */
export type LoaderServices = Pick<
  Services,
  | 'config'
  | 'logger'
  | 'mirrors'
  | 'people'
  | 'decisions'
  | 'pipelines'
  | 'history'
>;

/** Finds the pipelines that the catalog's entities declare, and keeps the store in step with their files. */
export class PipelineLoader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #services: LoaderServices;
  readonly #seen = new Map<string, string>();
  readonly #turns = new SerialQueue();

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    services: LoaderServices;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#services = options.services;
  }

  /** One look at the catalog. A pipeline that cannot be read stays as it was. */
  async load(): Promise<{ changed: string[] }> {
    const { items } = await this.#catalog.getEntities(
      {
        filter: {
          [`metadata.annotations.${PIPELINE_ANNOTATION}`]:
            CATALOG_FILTER_EXISTS,
        },
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    const changed: string[] = [];
    for (const entity of items) {
      const entityRef = stringifyEntityRef(entity);
      try {
        if (await this.#loadOne(entityRef, entity)) changed.push(entityRef);
      } catch (error) {
        this.#services.logger.warn(
          `The pipeline of ${entityRef} cannot be read`,
          {
            error: String(error),
          },
        );
      }
    }
    await this.#services.pipelines.keepOnly(items.map(stringifyEntityRef));
    return { changed };
  }

  /**
   * One look at one pipeline now, for someone who waits for the answer.
   *
   * @throws where it cannot be read.
   */
  async reload(entityRef: string): Promise<JudgedPolicy | undefined> {
    const entity = await this.#catalog.getEntityByRef(entityRef, {
      credentials: await this.#auth.getOwnServiceCredentials(),
    });
    if (!entity?.metadata.annotations?.[PIPELINE_ANNOTATION]) return undefined;
    let judged: JudgedPolicy | undefined;
    await this.#loadOne(entityRef, entity, found => {
      judged = found;
    });
    return judged;
  }

  /** Two looks at the same pipeline take turns: the later one must not be overwritten by what the earlier one saw. */
  async #loadOne(
    entityRef: string,
    entity: Entity,
    tell?: (judged: JudgedPolicy) => void,
  ): Promise<boolean> {
    return this.#turns.run(entityRef, async () => {
      const { mirrors, decisions } = this.#services;
      const file = await readPipelineFile(entity, mirrors);
      const fingerprint = async () =>
        JSON.stringify([
          file,
          ownersOf(entity),
          entity.relations,
          [...(await decisions.policies(entityRef))],
        ]);
      const isKnown = this.#seen.get(entityRef) === (await fingerprint());
      if (isKnown && !tell) return false;
      const judged = await this.#judge(entityRef, entity, file);
      if (judged) tell?.(judged);
      // What was written down meanwhile is part of what was seen.
      if (judged?.status !== 'unsettled') {
        this.#seen.set(entityRef, await fingerprint());
      }
      return true;
    });
  }

  async #judge(
    entityRef: string,
    entity: Entity,
    file: PipelineFileResult,
  ): Promise<JudgedPolicy | undefined> {
    const { pipelines } = this.#services;
    const before: StoredPipeline | undefined = await pipelines.get(entityRef);
    const fileFinding: Finding = {
      check: 'file',
      status: file.status === 'read' ? 'passed' : 'failed',
      expected: 'A valid pipeline file on the default branch',
      found:
        file.status === 'read'
          ? `${file.file} is valid.`
          : file.problems
              .map(({ path, message }) => `${path}: ${message}`)
              .join('\n'),
      ...(file.status === 'invalid' ? { fix: `Mend ${file.file}.` } : {}),
    };
    const judged =
      file.status === 'read'
        ? await policyInForce(this.#services, {
            entityRef,
            entity,
            file,
            before,
          })
        : undefined;
    await pipelines.save({
      entityRef,
      title:
        (file.status === 'read' && file.title) ||
        entity.metadata.title ||
        entity.metadata.name,
      owners: ownersOf(entity),
      file: file.file,
      policyCommit: judged ? judged.policyCommit : before?.policyCommit,
      declaration: judged
        ? judged.declaration
        : blocked(
            before?.declaration,
            `The pipeline file is not valid: ${fileFinding.found}`,
          ),
      pendingPolicy: judged?.pending,
      findings: [fileFinding, ...(judged?.findings ?? [])],
      at: new Date().toISOString(),
      now: 0,
    });
    if (judged?.pending) await this.#tellOf(entityRef, judged.pending);
    return judged;
  }

  async #tellOf(entityRef: string, pending: PolicyEdit): Promise<void> {
    const names = [
      ...new Set(pending.weakens.map(({ environment }) => environment)),
    ];
    await this.#services.history.append({
      entityRef,
      key: `policyWeakened:${entityRef}:${pending.commit}`,
      at: pending.at,
      kind: 'policyWeakened',
      by: pending.by,
      commit: pending.commit,
      commitUrl: pending.commitUrl,
      policyCommit: pending.inForce,
      ...(names.length === 1 ? { environment: names[0] } : {}),
      summary: `An edit of the pipeline file weakens ${names.join(
        ', ',
      )} and waits to be accepted: ${pending.weakens
        .map(({ sentence }) => sentence)
        .join(' ')}`,
    });
  }
}
