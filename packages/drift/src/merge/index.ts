export { applyStrategicPatch } from './applyStrategicPatch';
export { createThreeWayPatch, createTwoWayPatch } from './createStrategicPatch';
export {
  applyMergePatch,
  createMergePatch,
  createThreeWayMergePatch,
} from './jsonMergePatch';
export { PatchError } from './PatchError';
