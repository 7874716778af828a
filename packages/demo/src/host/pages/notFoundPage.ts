import { html, type Html } from '../html';
import { layout } from './layout';

/** For whatever is not there. */
export function notFoundPage(target: string): Html {
  return layout(
    'Not found',
    html`<p>
      There is nothing at <code>${target}</code>.
      <a href="/">See the repositories</a>.
    </p>`,
  );
}
