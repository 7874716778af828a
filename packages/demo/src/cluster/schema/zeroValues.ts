/*
 * In Go's JSON a plain field marked `omitempty` is left out when it is zero,
 * while a pointer to zero is written. OpenAPI does not tell the two apart, so
 * the fields are named here.
 */

// Numbers and truth values that are not pointers: 0 and false are left out.
const LEFT_OUT_WHEN_ZERO = new Set([
  'availableReplicas',
  'currentReplicas',
  'failed',
  'failureThreshold',
  'globalDefault',
  'hostIPC',
  'hostNetwork',
  'hostPID',
  'hostPort',
  'initialDelaySeconds',
  'minReadySeconds',
  'nodePort',
  'numberAvailable',
  'numberUnavailable',
  'observedGeneration',
  'paused',
  'periodSeconds',
  'preserveUnknownFields',
  'publishNotReadyAddresses',
  'readOnly',
  'readyReplicas',
  'stdin',
  'stdinOnce',
  'succeeded',
  'successThreshold',
  'active',
  'timeoutSeconds',
  'tty',
  'unavailableReplicas',
  'updatedNumberScheduled',
  'updatedReplicas',
]);

// Texts that are pointers: an empty one says something and is written.
const WRITTEN_WHEN_EMPTY = new Set([
  'ingressClassName',
  'service',
  'storageClassName',
  'timeZone',
  'volumeAttributesClassName',
]);

/** Whether a built-in kind's optional field is left out with this value. */
export function isLeftOut(
  name: string,
  value: string | number | bigint | boolean,
): boolean {
  if (typeof value === 'string') {
    return value === '' && !WRITTEN_WHEN_EMPTY.has(name);
  }
  return (value === 0 || value === false) && LEFT_OUT_WHEN_ZERO.has(name);
}
