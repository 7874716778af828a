import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
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
} from '@backstage-gitops/plugin-gitops-common';
import type { GitOpsConfig } from '../config';
import { type Mirrors } from '../git/Mirrors';
import { type PipelineStore } from '../store/PipelineStore';
import type { Declaration, StoredPipeline } from './Declaration';
import { declare } from './declare';
import { readPipelineFile } from './readPipelineFile';

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

/** Finds the pipelines that the catalog's entities declare, and keeps the store in step with their files. */
export class PipelineLoader {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #mirrors: Mirrors;
  readonly #pipelines: PipelineStore;
  readonly #config: GitOpsConfig;
  readonly #seen = new Map<string, string>();

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    logger: LoggerService;
    mirrors: Mirrors;
    pipelines: PipelineStore;
    config: GitOpsConfig;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#mirrors = options.mirrors;
    this.#pipelines = options.pipelines;
    this.#config = options.config;
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
        this.#logger.warn(`The pipeline of ${entityRef} cannot be read`, {
          error: String(error),
        });
      }
    }
    await this.#pipelines.keepOnly(items.map(stringifyEntityRef));
    return { changed };
  }

  async #loadOne(entityRef: string, entity: Entity): Promise<boolean> {
    const file = await readPipelineFile(entity, this.#mirrors);
    const fingerprint = JSON.stringify([
      file,
      ownersOf(entity),
      entity.relations,
    ]);
    if (this.#seen.get(entityRef) === fingerprint) return false;
    const before: StoredPipeline | undefined = await this.#pipelines.get(
      entityRef,
    );
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
    const declared =
      file.status === 'read'
        ? declare({
            entity,
            ownRepository: file.repository,
            spec: file.spec,
            config: this.#config,
          })
        : {
            declaration: blocked(
              before?.declaration,
              `The pipeline file is not valid: ${fileFinding.found}`,
            ),
            findings: [],
          };
    await this.#pipelines.save({
      entityRef,
      title:
        (file.status === 'read' && file.title) ||
        entity.metadata.title ||
        entity.metadata.name,
      owners: ownersOf(entity),
      file: file.file,
      policyCommit: file.status === 'read' ? file.commit : before?.policyCommit,
      declaration: declared.declaration,
      findings: [fileFinding, ...declared.findings],
      at: new Date().toISOString(),
      now: 0,
    });
    this.#seen.set(entityRef, fingerprint);
    return true;
  }
}
