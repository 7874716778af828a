import { redact } from './redact';

/** What a program said of its failure, as one line for a person: without folders of ours, stacks and secrets. */
export function toolMessage(
  errors: string,
  context: { root: string; files: ReadonlyMap<string, Buffer> },
): string {
  const [said] = errors.split(/^goroutine \d/m);
  const text = said
    .replaceAll(`${context.root}/tree/`, '')
    .replaceAll(context.root, '')
    // Colours, and whatever else a terminal would act on.
    .replace(/\p{Cc}\[[0-9;]*m|(?!\s)\p{Cc}/gu, '')
    .replace(/^(?:level=\w+ )?(?:Error|error): /gm, '')
    .replace(/^Use --debug flag.*$/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
  return redact(text, context.files) || 'it did not say why';
}
