import { isJsonObject, type JsonObject } from '@backstage-gitops/drift';
import { checkValuesSchema } from './checkValuesSchema';
import { parseOneObject } from './parseManifests';
import { filesBelow, join } from './paths';
import { readChartArchive } from './readChartArchive';
import type { RenderLimits } from './RenderLimits';
import { fail, refuse } from './RenderProblem';

/** Charts inside one another beyond which they depend on each other in circles. */
const MAX_DEPTH = 20;

/** A chart with all it depends on inside it. */
export interface AssembledChart {
  /** As its Chart.yaml names it. */
  name: string;
  /** Path in the chart -> content. */
  files: Map<string, Buffer>;
  /** Folders of charts whose vendored dependencies may not be of a version they take; '' is the chart itself. */
  unsure: string[];
}

interface Dependency {
  name: string;
  version: string;
  repository: string;
}

type Limits = Pick<RenderLimits, 'files' | 'input'>;

/**
 * Makes one folder of a chart and the charts it depends on, as `helm dependency build` would do for those in the
 * repository. Everything declared must be there, and everything there must be declared: Helm would fetch the one, and
 * render the other unasked.
 */
export async function assembleChart(
  repository: ReadonlyMap<string, Buffer>,
  folder: string,
  limits: Limits,
): Promise<AssembledChart> {
  return assemble(
    { repository, folder, limits, depth: 0 },
    filesBelow(repository, folder),
  );
}

interface Place {
  repository: ReadonlyMap<string, Buffer>;
  /** Where the chart is in the repository. */
  folder: string;
  limits: Limits;
  depth: number;
}

async function assemble(
  place: Place,
  content: ReadonlyMap<string, Buffer>,
): Promise<AssembledChart> {
  const { folder } = place;
  if (place.depth > MAX_DEPTH) {
    refuse(
      `${folder} depends on charts that depend on charts, more than ${MAX_DEPTH} deep. Look for a circle.`,
    );
  }
  const { name, dependencies } = await readChartFile(folder, content);
  const chart: AssembledChart = { name, files: new Map(), unsure: [] };
  for (const [path, file] of content) {
    if (!path.startsWith('charts/')) chart.files.set(path, file);
    if (path === 'values.schema.json') {
      checkValuesSchema(join(folder, path), file.toString());
    }
  }
  const versions = new Map<string, string>();
  for (const [vendored, files] of await vendoredCharts(place, content)) {
    const below = await assemble(
      { ...place, folder: vendored, depth: place.depth + 1 },
      files,
    );
    if (!dependencies.some(dependency => dependency.name === below.name)) {
      refuse(
        `${vendored} is a chart that ${join(
          folder,
          'Chart.yaml',
        )} does not declare, and Helm would render it. Declare it as a dependency, or remove it.`,
      );
    }
    versions.set(below.name, await versionOf(below));
    include(chart, below, place.limits);
  }
  for (const dependency of dependencies) {
    if (versions.has(dependency.name)) continue;
    const below = await assembleLocal(place, dependency);
    versions.set(below.name, await versionOf(below));
    include(chart, below, place.limits);
  }
  if (
    dependencies.some(({ name: one, version }) => versions.get(one) !== version)
  ) {
    chart.unsure.push('');
  }
  return chart;
}

/** Puts a chart among those of another. */
function include(
  into: AssembledChart,
  chart: AssembledChart,
  limits: Limits,
): void {
  const prefix = `charts/${chart.name}`;
  if (into.files.has(`${prefix}/Chart.yaml`)) {
    refuse(
      `The chart ${into.name} has ${chart.name} twice among its charts. Remove one.`,
    );
  }
  for (const [path, file] of chart.files) {
    into.files.set(`${prefix}/${path}`, file);
  }
  into.unsure.push(...chart.unsure.map(folder => join(prefix, folder)));
  const size = [...into.files.values()].reduce(
    (sum, file) => sum + file.length,
    0,
  );
  if (into.files.size > limits.files || size > limits.input) {
    refuse(
      `The chart ${into.name} with all it depends on has more than ${limits.files} files or ${limits.input} bytes, the most that is rendered.`,
    );
  }
}

/** Charts in `charts`, unpacked, by their path in the repository. */
async function vendoredCharts(
  place: Place,
  content: ReadonlyMap<string, Buffer>,
): Promise<Map<string, ReadonlyMap<string, Buffer>>> {
  const found = new Map<string, ReadonlyMap<string, Buffer>>();
  const inside = filesBelow(content, 'charts');
  for (const name of new Set(
    [...inside.keys()].map(path => path.split('/')[0]),
  )) {
    // Helm leaves these out as well.
    if (/^[_.]/.test(name)) continue;
    const path = join(place.folder, `charts/${name}`);
    const archive = inside.get(name);
    if (!archive) {
      found.set(path, filesBelow(inside, name));
    } else if (name.endsWith('.tgz')) {
      const files = await readChartArchive(path, archive, place.limits);
      const [root = ''] = [...files.keys()].map(file => file.split('/')[0]);
      found.set(path, filesBelow(files, root));
    }
  }
  return found;
}

/** A chart elsewhere in the repository, which is not vendored. */
async function assembleLocal(
  place: Place,
  dependency: Dependency,
): Promise<AssembledChart> {
  const { name, repository } = dependency;
  const asker = join(place.folder, 'Chart.yaml');
  if (!repository.startsWith('file://')) {
    return refuse(
      `${asker} depends on the chart ${name}, which is not in charts/. Rendering fetches nothing: run 'helm dependency update' and commit charts/.`,
    );
  }
  const folder = join(place.folder, repository.slice('file://'.length));
  const files = filesBelow(place.repository, folder);
  if (repository.startsWith('file:///') || folder.startsWith('..')) {
    return refuse(
      `${asker} depends on the chart ${name} outside the repository. Refer to a folder inside by a relative path.`,
    );
  }
  const chart = await assemble(
    { ...place, folder, depth: place.depth + 1 },
    files,
  );
  return chart.name === name
    ? chart
    : fail(
        `${asker} depends on the chart ${name}, but the chart in ${folder} is named ${chart.name}. Correct the name.`,
      );
}

async function readChartFile(
  folder: string,
  content: ReadonlyMap<string, Buffer>,
): Promise<{ name: string; dependencies: Dependency[] }> {
  const path = join(folder, 'Chart.yaml');
  const file = content.get('Chart.yaml');
  if (!file) {
    return fail(
      `${folder} is used as a chart, but has no Chart.yaml. Add one, or correct what refers to it.`,
    );
  }
  const chart = await parseOneObject(file.toString());
  // It becomes the name of a folder.
  if (
    !chart ||
    typeof chart.name !== 'string' ||
    !/^[\w-][\w.-]*$/.test(chart.name)
  ) {
    return fail(
      `${path} cannot be read, or has no name of letters, digits and dashes. Correct the file.`,
    );
  }
  // Charts of Helm 2 declare them in a file of their own.
  const older = content.get('requirements.yaml');
  const declared =
    chart.dependencies ??
    (older ? await parseOneObject(older.toString()) : undefined)?.dependencies;
  return {
    name: chart.name,
    dependencies: (Array.isArray(declared) ? declared : [])
      .filter(isJsonObject)
      .map(readDependency),
  };
}

function readDependency(dependency: JsonObject): Dependency {
  const text = (key: string) => {
    const value = dependency[key];
    return typeof value === 'string' ? value : '';
  };
  return {
    name: text('name'),
    version: text('version'),
    repository: text('repository'),
  };
}

async function versionOf(chart: AssembledChart): Promise<string> {
  const file = await parseOneObject(
    chart.files.get('Chart.yaml')?.toString() ?? '',
  );
  return typeof file?.version === 'string' ? file.version : '';
}
