import type { EnvironmentSpec } from '@backstage-gitops/plugin-gitops-common';
import {
  parseWindow,
  type Window,
  type WindowText,
} from '@backstage-gitops/policy';
import type { NamedFloor, Tightened } from './NamedFloor';

/** One set of windows; what cannot be read is a problem, and is not taken for no window. */
function windowSet(written: WindowText[], where: string): Tightened<Window[]> {
  const value: Window[] = [];
  const problems: string[] = [];
  for (const one of written) {
    const parsed = parseWindow(one);
    if (parsed.status === 'parsed') value.push(parsed.window);
    else problems.push(`${where}: ${parsed.reason}.`);
  }
  return { value, problems };
}

/** The file's windows and those of each floor, all of which must be open: no file opens what a floor closes. */
export function tightenWindows(
  { gates }: EnvironmentSpec,
  floors: NamedFloor[],
): Tightened<Window[][]> {
  const sets = [
    windowSet(gates.windows ?? [], 'gates.windows'),
    ...floors.map(({ name, gates: asked }) =>
      windowSet(
        asked?.windows ?? [],
        `windows of the platform's floor (${name})`,
      ),
    ),
  ];
  return {
    value: sets.map(({ value }) => value).filter(set => set.length > 0),
    problems: sets.flatMap(({ problems }) => problems),
  };
}
