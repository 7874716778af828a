import { createHash } from 'node:crypto';
import { type JsonObject, printJson } from '@backstage-gitops/drift';
import { type Arranged, arrange, differences, digestOf } from './arrange';
import { chooseLayout, type Layout } from './chooseLayout';
import { RenderCache } from './RenderCache';
import { renderHelm } from './renderHelm';
import { renderKustomize } from './renderKustomize';
import { DEFAULT_LIMITS, type RenderLimits } from './RenderLimits';
import { renderPlain } from './renderPlain';
import { RenderProblem } from './RenderProblem';
import type { RenderOutcome, RenderRequest } from './RenderRequest';
import { resolveLinks } from './resolveLinks';
import { Sandbox } from './Sandbox';
import { Slots } from './Slots';
import { type ToolReport, Tools } from './Tools';
import { removeStaleWorkspaces } from './Workspace';

/** Objects as one rendering gave them, and those that another did not give. */
interface Rendering extends Arranged {
  unstable: string[];
}

/**
 * Renders what an environment's files say: plain YAML here, kustomizations and charts by their own programs in a child
 * process that has no environment, no home and, where the kernel allows, no network. What would reach beyond the files is
 * refused before a process starts.
 */
export class Renderer {
  readonly #tools: Tools;
  readonly #sandbox: Sandbox;
  readonly #limits: RenderLimits;
  readonly #slots: Slots;
  readonly #cache: RenderCache<RenderOutcome>;

  /**
   * @param options - paths of kubectl or kustomize, and of helm; where one is not given it is looked for on PATH. One that
   * is missing is told by {@link Renderer.tools}, and by every rendering that needs it.
   */
  static async create(
    options: {
      kustomize?: string;
      helm?: string;
      limits?: Partial<RenderLimits>;
    } = {},
  ): Promise<Renderer> {
    const limits = { ...DEFAULT_LIMITS, ...options.limits };
    await removeStaleWorkspaces();
    const sandbox = await Sandbox.create(limits);
    return new Renderer(sandbox, await Tools.find(sandbox, options), limits);
  }

  private constructor(sandbox: Sandbox, tools: Tools, limits: RenderLimits) {
    this.#sandbox = sandbox;
    this.#tools = tools;
    this.#limits = limits;
    this.#slots = new Slots(limits.concurrency);
    this.#cache = new RenderCache(limits.cache);
  }

  /** The programs that render, for health and preflight. */
  tools(): ToolReport[] {
    return this.#tools.report();
  }

  /** Can the programs reach the network? Some machines do not let us take it from them. */
  get network(): 'none' | 'notIsolated' {
    return this.#sandbox.network;
  }

  /** @throws the signal's reason, once that is aborted. */
  async render(
    request: RenderRequest,
    signal?: AbortSignal,
  ): Promise<RenderOutcome> {
    signal?.throwIfAborted();
    const key = keyOf(request, this.tools());
    const known = this.#cache.get(key);
    if (known) return known;
    try {
      const outcome = await this.#slots.run(
        () => this.#render(request, signal),
        signal,
      );
      this.#cache.set(key, outcome, sizeOf(outcome));
      return outcome;
    } catch (error) {
      if (!(error instanceof RenderProblem)) throw error;
      const outcome: RenderOutcome = {
        status: error.kind === 'refused' ? 'refused' : 'failed',
        reason: error.message,
      };
      // What did not work this time may work the next.
      if (error.kind !== 'unable')
        this.#cache.set(key, outcome, sizeOf(outcome));
      return outcome;
    }
  }

  async #render(
    request: RenderRequest,
    signal: AbortSignal | undefined,
  ): Promise<RenderOutcome> {
    const files = resolveLinks(
      request.files,
      request.links ?? new Set(),
      this.#limits,
    );
    const layout = chooseLayout(files, request.path);
    const { objects, hooks, warnings, unstable } = await this.#renderLayout(
      layout,
      files,
      { ...request, signal },
    );
    if (objects.length === 0) {
      return { status: 'empty', hooks, layout: layout.kind, warnings };
    }
    return {
      status: 'rendered',
      objects,
      hooks,
      layout: layout.kind,
      warnings: [
        ...warnings,
        ...(unstable.length > 0
          ? [
              `Non-deterministic render: the same files gave different ${unstable.join(
                ', ',
              )} twice. Nothing is healed on that; set these values instead of generating them.`,
            ]
          : []),
      ],
      deterministic: unstable.length === 0,
      digest: digestOf(objects),
    };
  }

  async #renderLayout(
    layout: Layout,
    files: ReadonlyMap<string, Buffer>,
    request: Pick<RenderRequest, 'namespace' | 'releaseName'> & {
      signal?: AbortSignal;
    },
  ): Promise<Rendering> {
    const { namespace } = request;
    const by = {
      ...request,
      sandbox: this.#sandbox,
      tools: this.#tools,
      limits: this.#limits,
    };
    switch (layout.kind) {
      case 'plain': {
        const plain = await renderPlain(files, layout.folder);
        return stable(plain.warnings, arrange(plain.sources, { namespace }));
      }
      case 'kustomize': {
        const documents = await renderKustomize(files, layout.folder, by);
        const where = `The kustomization in ${layout.folder}`;
        return stable([], arrange([{ where, documents }], { namespace }));
      }
      default: {
        const { first, second } = await renderHelm(files, layout, by);
        const where = `The chart in ${layout.chart}`;
        const arranged = arrange([{ where, documents: first }], { namespace });
        return {
          ...stable(unreadValues(layout), arranged),
          unstable:
            second === first
              ? []
              : differences(
                  arranged.objects,
                  arrange([{ where, documents: second }], { namespace })
                    .objects,
                ),
        };
      }
    }
  }
}

function stable(warnings: string[], arranged: Arranged): Rendering {
  return {
    ...arranged,
    warnings: [...warnings, ...arranged.warnings],
    unstable: [],
  };
}

function unreadValues({ unread }: Extract<Layout, { kind: 'helm' }>): string[] {
  return unread.length === 0
    ? []
    : [
        `Helm reads no values from ${unread.join(
          ', ',
        )}, only from the values.yaml beside the Chart.yaml.`,
      ];
}

/** Everything that decides what a rendering gives. */
function keyOf(request: RenderRequest, tools: ToolReport[]): string {
  const hash = createHash('sha256');
  const { path, namespace, releaseName } = request;
  hash.update(JSON.stringify([path, namespace, releaseName, tools]));
  for (const [file, content] of [...request.files].sort(([a], [b]) =>
    a < b ? -1 : 1,
  )) {
    const isLink = request.links?.has(file) ?? false;
    hash.update(
      `\0${JSON.stringify([file, isLink, Buffer.byteLength(content)])}\0`,
    );
    hash.update(content);
  }
  return hash.digest('hex');
}

function sizeOf(outcome: RenderOutcome): number {
  if (!('hooks' in outcome)) return outcome.reason.length;
  const objects: JsonObject[] =
    outcome.status === 'rendered' ? outcome.objects : [];
  return printJson([...objects, ...outcome.hooks]).length;
}
