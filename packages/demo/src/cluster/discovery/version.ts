import { JsonObject } from '../objects/json';

/** The API level that is simulated, for clients that compare versions. */
const MINOR = 36;

/**
 * `/version`. A client sees at once that it does not talk to a real cluster:
 * the version's build part and the platform say so.
 */
export const VERSION: JsonObject = {
  major: '1',
  minor: String(MINOR),
  gitVersion: `v1.${MINOR}.0+simulated`,
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'none: written in TypeScript',
  compiler: 'none',
  platform: 'simulated/backstage-gitops-demo',
};
