/** Text that is HTML already: the only thing {@link html} does not escape. */
export class Html {
  constructor(readonly text: string) {}
}

/** What can stand in a page. */
export type HtmlValue = Html | string | number | undefined | HtmlValue[];

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function render(value: HtmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (Array.isArray(value)) return value.map(render).join('');
  return String(value).replace(/[&<>"']/g, character => escapes[character]);
}

/** A template of HTML; whatever is put into it is escaped, also inside of quoted attributes. */
export function html(
  parts: TemplateStringsArray,
  ...values: HtmlValue[]
): Html {
  return new Html(
    parts.map((part, index) => part + render(values[index])).join(''),
  );
}
