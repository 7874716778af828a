import type {
  EngineHealth,
  EngineOperation,
  EngineSubject,
} from '@backstage-gitops/plugin-gitops-node';

const HEALTH: ReadonlySet<string> = new Set<EngineHealth>([
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
  'Missing',
  'Unknown',
]);

function isHealth(word: string): word is EngineHealth {
  return HEALTH.has(word);
}

/** A word of a newer version, or none at all, is not taken for a known one. */
export function healthOf(word: string | undefined): EngineHealth {
  return word !== undefined && isHealth(word) ? word : 'Unknown';
}

export function syncOf(word: string | undefined): EngineSubject['sync'] {
  return word === 'Synced' || word === 'OutOfSync' ? word : 'Unknown';
}

const PHASES = new Map<string, EngineOperation['phase']>([
  ['Running', 'Running'],
  ['Terminating', 'Running'],
  ['Succeeded', 'Succeeded'],
  ['Failed', 'Failed'],
  ['Error', 'Failed'],
]);

export function phaseOf(word: string | undefined): EngineOperation['phase'] {
  return PHASES.get(word ?? '') ?? 'Unknown';
}
