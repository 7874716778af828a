export { assessHealth } from './assessHealth';
export { assessBuiltinHealth } from './builtin/assessBuiltinHealth';
export {
  HEALTH_ORDER,
  type Health,
  type HealthAssessment,
  worstHealth,
} from './Health';
export {
  type CompareRule,
  type ConditionRule,
  type FieldRule,
  type HealthRule,
} from './rules/HealthRule';
export { parseHealthRules } from './rules/parseHealthRules';
export {
  type Kstatus,
  type KstatusCondition,
  type KstatusResult,
  kstatusToHealth,
} from './kstatus/Kstatus';
export { readKstatus } from './kstatus/readKstatus';
