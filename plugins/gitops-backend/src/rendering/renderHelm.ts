import type { JsonValue } from '@backstage-gitops/drift';
import { type AssembledChart, assembleChart } from './assembleChart';
import type { Layout } from './chooseLayout';
import { parseManifests } from './parseManifests';
import type { RenderLimits } from './RenderLimits';
import { fail, refuse } from './RenderProblem';
import type { Sandbox } from './Sandbox';
import { toolMessage } from './toolMessage';
import type { Tools } from './Tools';
import { withWorkspace } from './Workspace';

/** Helm's own, where nothing names the release. */
const RELEASE = 'release-name';

/** A label of DNS, as Helm and Kubernetes want it; above all, no option. */
const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,61}[a-z0-9])?$/;

/** What a chart gives, twice: templates may use random values, the time, or maps in no order. */
export interface RenderedChart {
  first: JsonValue[];
  second: JsonValue[];
}

/**
 * Renders a chart as `helm template --include-crds` does: `lookup` finds nothing, and the capabilities are those that
 * Helm knows by itself.
 */
export async function renderHelm(
  repository: ReadonlyMap<string, Buffer>,
  layout: Extract<Layout, { kind: 'helm' }>,
  by: {
    sandbox: Sandbox;
    tools: Tools;
    limits: RenderLimits;
    namespace?: string;
    releaseName?: string;
    signal?: AbortSignal;
  },
): Promise<RenderedChart> {
  const { releaseName = RELEASE, namespace } = by;
  for (const name of [releaseName, namespace ?? RELEASE]) {
    if (!NAME.test(name)) {
      refuse(
        `'${name}' cannot name a release or a namespace: lower-case letters, digits and dashes can, at most 63.`,
      );
    }
  }
  const chart = await assembleChart(repository, layout.chart, by.limits);
  const values =
    layout.values === undefined ? undefined : repository.get(layout.values);
  const files = new Map(
    [...chart.files].map(([path, content]) => [`chart/${path}`, content]),
  );
  if (values) files.set('values.yaml', values);
  const args = [
    'template',
    '--include-crds',
    ...(namespace === undefined ? [] : [`--namespace=${namespace}`]),
    ...(values ? ['--values=values.yaml'] : []),
    '--',
    releaseName,
    './chart',
  ];
  const tool = by.tools.helm;
  return withWorkspace(files, async root => {
    const run = async (argv: string[]) => {
      const { status, output, errors } = await by.sandbox.run(tool.path, argv, {
        root,
        signal: by.signal,
      });
      return status === 'succeeded'
        ? output
        : fail(
            `The chart could not be rendered: ${toolMessage(errors, {
              root,
              files: repository,
            })}`,
          );
    };
    await checkVersions(chart, run);
    const output = await run(args);
    const again = await run(args);
    const first = await parse(output);
    return { first, second: again === output ? first : await parse(again) };
  });
}

async function parse(output: string): Promise<JsonValue[]> {
  const parsed = await parseManifests(output);
  return parsed.status === 'parsed'
    ? parsed.documents
    : fail(
        `What the chart gives cannot be read: ${parsed.problem} of the output. Correct its templates.`,
      );
}

/**
 * Helm renders a vendored chart of a version that its parent does not take, only without its alias and conditions. Which
 * versions it takes, Helm itself says.
 */
async function checkVersions(
  chart: AssembledChart,
  run: (args: string[]) => Promise<string>,
): Promise<void> {
  for (const folder of chart.unsure) {
    const listing = await run(['dependency', 'list', `./chart/${folder}`]);
    const wrong = listing
      .split('\n')
      .find(line => /\bwrong version\s*$/.test(line));
    if (wrong !== undefined) {
      const [name, version] = wrong.split('\t').map(cell => cell.trim());
      refuse(
        `A chart depends on ${name} ${version}, but another version is in charts/. Run 'helm dependency update' and commit charts/.`,
      );
    }
  }
}
