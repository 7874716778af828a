import { isFiniteKind } from './finiteKind';
import { splitWords, toneOfWord } from './words';

/**
 * What a condition's type stands for: a failure when true, an activity while
 * true, a pause, the verdict on the whole object, one part of it, or nothing
 * that can be told from its name.
 */
export type ConditionRole =
  | 'failure'
  | 'activity'
  | 'pause'
  | 'summary'
  | 'part'
  | 'other';

/**
 * Types that speak for the whole object (Kubernetes API conventions, "Typical
 * status properties"; Crossplane, Flux, Knative, Cluster API, cert-manager).
 */
const SUMMARIES = new Set([
  'Accepted',
  'Admitted',
  'Available',
  'Completed',
  'Complete',
  'Deployed',
  'Established',
  'Healthy',
  'Installed',
  'Programmed',
  'Ready',
  'Reconciled',
  'ResolvedRefs',
  'Running',
  'Succeeded',
  'Success',
  'Successful',
  'Synced',
  'Valid',
]);

/** The role of a condition by the words of its type, for a kind of object. */
export function conditionRole(type: string, kind: string): ConditionRole {
  if (type === 'Running' && isFiniteKind(kind)) return 'activity';
  if (SUMMARIES.has(type)) return 'summary';
  const words = splitWords(type.slice(type.lastIndexOf('/') + 1));
  // A warning is news of what may come, not of what is.
  const tones = words.map(word =>
    word === 'warning' ? undefined : toneOfWord(word),
  );
  const isGood = tones.includes('success');
  if (tones.includes('failure') && words[0] !== 'no') return 'failure';
  const isDenied = words[0] === 'not' || /^partial(?:ly)?$/.test(words[0]);
  if (isDenied && isGood) return 'failure';
  const last = words[words.length - 1] ?? '';
  // `ScalingUp` is an activity; `ProvisioningStarted` has come to pass.
  const activities = last.endsWith('ed') ? [] : [words[0] ?? '', last];
  const isActivity = activities.some(
    word => toneOfWord(word) === 'progress' && /(?:ing|progress)$/.test(word),
  );
  if (isActivity && !isGood) return 'activity';
  if (tones[tones.length - 1] === 'suspended') return 'pause';
  return isGood || last === 'scheduled' ? 'part' : 'other';
}
