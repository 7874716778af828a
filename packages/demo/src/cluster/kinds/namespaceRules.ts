import { ensureMap } from '../defaults/fill';
import { KindRules } from './kindRules';

export const namespaceRules: KindRules = {
  create: object => {
    ensureMap(object, 'spec').finalizers = ['kubernetes'];
    object.status = { phase: 'Active' };
  },
};
