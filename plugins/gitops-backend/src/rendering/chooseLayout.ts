import { collectInputs } from '@backstage-gitops/manifests';
import { fail, refuse } from './RenderProblem';
import { below, join, normalizeFolder } from './paths';

/** How an environment's folder is rendered, and what from. */
export type Layout =
  | { kind: 'plain'; folder: string }
  | { kind: 'kustomize'; folder: string }
  | {
      kind: 'helm';
      /** The chart's folder. */
      chart: string;
      /** Values beside the chart's own. */
      values: string | undefined;
      /** Values files beside these that Helm would not read either. */
      unread: string[];
    };

/**
 * Tells the layout by the same rules as what an environment's Inputs are, and refuses what those refuse: paths that lead
 * out, files that are too large, too deep, or full of aliases.
 */
export function chooseLayout(
  files: ReadonlyMap<string, Buffer>,
  path: string,
): Layout {
  const folder = normalizeFolder(path);
  const layout = layoutOf(files, folder);
  return layout === 'helm'
    ? helmLayout(files, folder)
    : { kind: layout, folder };
}

function layoutOf(files: ReadonlyMap<string, Buffer>, folder: string) {
  const entries = new Map(
    [...files.keys()].map(path => [path, 'file'] as const),
  );
  const texts = new Map<string, string>();
  for (;;) {
    const result = collectInputs({ entries, files: texts }, folder);
    if (result.status === 'complete') return result.inputs.layout;
    if (result.status === 'needs') {
      for (const path of result.paths) {
        texts.set(path, files.get(path)?.toString() ?? '');
      }
      continue;
    }
    const { code, path, line, message } = result.problem;
    if (code === 'invalidYaml') {
      // The message may quote the file, which may be a Secret.
      fail(
        `${path}${
          line === undefined ? '' : `:${line}`
        } is not valid YAML. Correct the file.`,
      );
    }
    if (code === 'pathMissing') fail(message);
    refuse(message);
  }
}

function helmLayout(
  files: ReadonlyMap<string, Buffer>,
  folder: string,
): Layout {
  const own = [...files.keys()]
    .filter(path => {
      const name = below(folder, path);
      return name !== undefined && !name.includes('/') && isValuesFile(name);
    })
    .sort();
  if (files.has(join(folder, 'Chart.yaml'))) {
    return {
      kind: 'helm',
      chart: folder,
      values: undefined,
      unread: own.filter(path => path !== join(folder, 'values.yaml')),
    };
  }
  const chart = chartFor(files, folder);
  if (chart === undefined) {
    return refuse(
      `${folder} holds values of a chart, but no chart was found in the folders above it. Commit the chart beside it as 'chart', or add a Chart.yaml that depends on it.`,
    );
  }
  const [values, ...others] = own;
  if (others.length > 0) {
    return refuse(
      `${folder} holds several values files (${own.join(
        ', ',
      )}), and nothing says which of them count and in which order. Keep one, or add a Chart.yaml.`,
    );
  }
  return { kind: 'helm', chart, values, unread: [] };
}

// As in the manifests package, which tells by these rules that the layout is Helm.

function isValuesFile(name: string): boolean {
  return /^values.*\.ya?ml$|[.-]values\.ya?ml$/i.test(name);
}

/** The nearest folder above that is a chart, or holds one as `chart` or in `charts`. */
function chartFor(
  files: ReadonlyMap<string, Buffer>,
  folder: string,
): string | undefined {
  const names = folder.split('/');
  const isChart = (path: string) => files.has(join(path, 'Chart.yaml'));
  for (let at = folder; at !== ''; ) {
    at = join(at, '..');
    const near = [at, join(at, 'chart')].find(isChart);
    if (near !== undefined) return near;
    const charts = [...files.keys()]
      .map(path => below(join(at, 'charts'), path)?.split('/') ?? [])
      .filter(parts => parts.length === 2 && parts[1] === 'Chart.yaml')
      .map(([name]) => name);
    const named = charts.filter(name => names.includes(name));
    const [chart, ...others] = named.length > 0 ? named : charts;
    if (chart !== undefined) {
      return others.length === 0 ? join(at, `charts/${chart}`) : undefined;
    }
  }
  return undefined;
}
