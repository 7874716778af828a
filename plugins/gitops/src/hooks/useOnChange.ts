import { useEffect, useRef } from 'react';

/** Runs `effect` when `value` differs from the render before, not at first. */
export function useOnChange(value: unknown, effect: () => void): void {
  const before = useRef(value);
  useEffect(() => {
    if (before.current !== value) {
      before.current = value;
      effect();
    }
  }, [value, effect]);
}
