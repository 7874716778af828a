import { basename, delimiter, join, resolve } from 'node:path';
import { isProgram, type Sandbox } from './Sandbox';
import { RenderProblem } from './RenderProblem';
import { withWorkspace } from './Workspace';

/** A program that renders, as health and preflight show it. */
export interface ToolReport {
  name: string;
  version?: string;
  /** Why it cannot be used, and what to do. */
  problem?: string;
}

/** A program that was found and answers. */
export interface Tool {
  path: string;
  name: string;
  version: string;
}

type Found =
  | { tool: Tool; problem?: undefined }
  | { tool?: undefined; problem: string };

/** How each program is asked for its version, and where the answer is in what it prints. */
const VERSIONS: Record<string, { args: string[]; pattern: RegExp }> = {
  kubectl: {
    args: ['version', '--client'],
    pattern: /Client Version: (\S+)\s+Kustomize Version: (\S+)/,
  },
  kustomize: { args: ['version'], pattern: /(v?\d+\.\d+\.\d+\S*)/ },
  helm: { args: ['version', '--template={{.Version}}'], pattern: /(v\d\S*)/ },
};

/** The programs that render kustomizations and charts. */
export class Tools {
  readonly #kustomize: Found;
  readonly #helm: Found;

  /** Takes the programs named; looks for others on PATH. */
  static async find(
    sandbox: Sandbox,
    named: { kustomize?: string; helm?: string },
  ): Promise<Tools> {
    return new Tools(
      await find(sandbox, ['kubectl', 'kustomize'], {
        setting: 'kustomize',
        path: named.kustomize,
      }),
      await find(sandbox, ['helm'], { setting: 'helm', path: named.helm }),
    );
  }

  private constructor(kustomize: Found, helm: Found) {
    this.#kustomize = kustomize;
    this.#helm = helm;
  }

  /** @throws RenderProblem where it is missing. */
  get kustomize(): Tool {
    return usable(this.#kustomize);
  }

  /** @throws RenderProblem where it is missing. */
  get helm(): Tool {
    return usable(this.#helm);
  }

  report(): ToolReport[] {
    return [
      { found: this.#kustomize, name: 'kustomize' },
      { found: this.#helm, name: 'helm' },
    ].map(({ found, name }) =>
      found.tool
        ? { name: found.tool.name, version: found.tool.version }
        : { name, problem: found.problem },
    );
  }
}

function usable(found: Found): Tool {
  if (found.tool) return found.tool;
  throw new RenderProblem('unable', found.problem);
}

async function find(
  sandbox: Sandbox,
  names: string[],
  named: { setting: string; path?: string },
): Promise<Found> {
  const setting = `gitops.rendering.${named.setting}`;
  const path = named.path ? resolve(named.path) : await findOnPath(names);
  if (path === undefined) {
    return {
      problem: `${names.join(
        ' or ',
      )} was not found on PATH. Install it where the backend runs, or set ${setting} to its path.`,
    };
  }
  if (!(await isProgram(path))) {
    return {
      problem: `${setting} is ${named.path}, which is no program that can be run. Correct the path.`,
    };
  }
  const name =
    names.find(known => basename(path).startsWith(known)) ?? names[0];
  try {
    const { args, pattern } = VERSIONS[name];
    const { output } = await withWorkspace(new Map(), root =>
      sandbox.run(path, args, { root }),
    );
    const [, version, kustomize] = pattern.exec(output) ?? [];
    if (version === undefined) {
      return {
        problem: `${name} was found, but does not tell its version. Install a newer one where the backend runs, or set ${setting} to its path.`,
      };
    }
    const both = kustomize ? `${version} (kustomize ${kustomize})` : version;
    return { tool: { path, name, version: both } };
  } catch (error) {
    return {
      problem: `${name} was found, but does not run: ${
        error instanceof Error ? error.message : error
      }`,
    };
  }
}

async function findOnPath(names: string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}
