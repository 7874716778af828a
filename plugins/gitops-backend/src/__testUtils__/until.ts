/** How long a condition may take before a test gives up, in milliseconds. */
const PATIENCE = 90_000;

/** Waits until `look` answers something, and fails with what it saw last. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + PATIENCE;
  let problem: unknown;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
  throw new Error(
    `Waited in vain until ${what}${problem ? `: ${problem}` : ''}`,
  );
}
