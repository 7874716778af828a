import { Chart, ownValuesFiles, readChart } from '../inputs/helm';
import { layoutOf } from '../inputs/layout';
import { Walk } from '../inputs/Walk';
import { joinPath } from '../tree';
import { rootOf } from '../yaml/read';
import { Place } from './Place';
import { ValuesTarget, valuesPlaces } from './valuesPlaces';
import { ValuesLayer } from './ValuesView';

/** Layers of values beyond which charts depend on each other in circles. */
const MAX_LAYERS = 500;

/** Places in an environment's values over those of the charts it uses. */
export function helmPlaces(walk: Walk, folder: string): Place[] {
  const layout = layoutOf(walk.tree, folder);
  const folderOfChart = layout.kind === 'helm' ? layout.chart : undefined;
  const chart =
    folderOfChart === undefined ? undefined : readChart(walk, folderOfChart);
  const own = ownValuesFiles(walk, folder);
  const below = chart
    ? chartLayers(walk, chart, []).filter(
        layer => !own.includes(layer.source.path),
      )
    : [];
  const target: ValuesTarget = {
    path: own[0] ?? joinPath(folder, 'values.yaml'),
    // A chart vendored below the environment is a base like any other.
    isEditable: path => own.includes(path),
  };
  // Which of several values files a cluster reads is not in Git: each is
  // looked at alone, over the chart.
  const readings = (own.length > 0 ? own : [undefined]).map(path =>
    valuesPlaces([...below, ...valuesLayer(walk, path, [])], target),
  );
  return preferWritten(readings.flat());
}

/** Where a file writes a pair itself, readings without that file do not count. */
function preferWritten(places: Place[]): Place[] {
  const written = (place: Place) =>
    place.slots.some(({ kind }) => kind === 'scalar');
  const keys = new Set(places.filter(written).map(({ key }) => key));
  const seen = new Set<string>();
  return places.filter(place => {
    if (keys.has(place.key) && !written(place)) {
      return false;
    }
    const identity = `${place.key} ${place.path}:${place.line}`;
    const isNew = !seen.has(identity);
    seen.add(identity);
    return isNew;
  });
}

/** The layers of a chart's own defaults, those of its dependencies lowest. */
export function chartLayers(
  walk: Walk,
  chart: Chart,
  prefix: string[],
  above: Chart[] = [],
): ValuesLayer[] {
  const layers: ValuesLayer[] = [];
  for (const dependency of above.includes(chart) ? [] : chart.dependencies) {
    if (layers.length < MAX_LAYERS) {
      const below = [...prefix, dependency.key];
      layers.push(
        ...chartLayers(walk, dependency.chart, below, [...above, chart]),
      );
    }
  }
  return [...layers, ...valuesLayer(walk, chart.values, prefix)];
}

/** One values file as a layer; none where it is missing or empty. */
export function valuesLayer(
  walk: Walk,
  path: string | undefined,
  prefix: string[],
): ValuesLayer[] {
  const source = path === undefined ? undefined : walk.source(path);
  const root = rootOf(source?.documents[0]);
  return source && root ? [{ source, root, prefix }] : [];
}
