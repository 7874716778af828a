import { findTool } from '../tools/findTool';
import { putSettings } from './secrets';
import type { World } from './World';

/** Which programs the backend renders with, and the variables of app-config.yaml that name them. */
const PROGRAMS = [
  { name: 'kubectl', variable: 'DEMO_KUBECTL', renders: 'kustomizations' },
  { name: 'helm', variable: 'DEMO_HELM', renders: 'charts' },
] as const;

/** Finds the programs that render and puts them among the settings; tells what cannot be rendered without. */
export async function provideTools(
  { folder }: World,
  log: (line: string) => void,
): Promise<void> {
  for (const { name, variable, renders } of PROGRAMS) {
    const found = await findTool(name, { cacheFolder: folder.tools });
    if (found.status === 'found') {
      await putSettings(folder.settings, { [variable]: found.path });
    } else {
      log(`${renders} cannot be rendered here: ${found.reason}`);
    }
  }
}
