import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/**
 * A parameter of the page's address, and the way to set or remove it: what it opens can be linked to, and the browser's
 * Back closes it.
 */
export function useAddressParameter(
  name: string,
): [string | undefined, (value: string | undefined) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (value: string | undefined) =>
      setParameters(before => {
        const after = new URLSearchParams(before);
        if (value === undefined) {
          after.delete(name);
        } else {
          after.set(name, value);
        }
        return after;
      }),
    [name, setParameters],
  );
  return [parameters.get(name) ?? undefined, set];
}
