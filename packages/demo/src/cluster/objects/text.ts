export { parseJson, printJson } from '@backstage-gitops/drift';
