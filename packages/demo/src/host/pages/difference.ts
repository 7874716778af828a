import { html, type Html } from '../html';

function lineClass(line: string): string {
  if (line.startsWith('diff ')) return 'file';
  if (line.startsWith('@@')) return 'place';
  if (line.startsWith('+') && !line.startsWith('+++')) return 'added';
  if (line.startsWith('-') && !line.startsWith('---')) return 'removed';
  return '';
}

/** A unified difference, its lines coloured. */
export function difference(text: string): Html {
  if (text === '') return html`<p>Nothing is different.</p>`;
  const lines = text.replace(/\n$/, '').split('\n');
  return html`<pre>
${lines.map(line => html`<span class="${lineClass(line)}">${line}</span>`)}</pre
  >`;
}
