import { html, type Html } from '../html';
import { layout } from './layout';

/** The repositories there are. */
export function homePage(options: {
  url: string;
  repositories: string[];
}): Html {
  const { url, repositories } = options;
  return layout(
    'Repositories',
    html`<table>
        <tr>
          <th>Repository</th>
          <th>Clone</th>
        </tr>
        ${repositories.map(
          repository => html`<tr>
            <td><a href="/${repository}">${repository}</a></td>
            <td><code>git clone ${url}/${repository}</code></td>
          </tr> `,
        )}
      </table>
      <p>
        Anyone on this machine may clone. A push asks for an account and its
        token: both are in <code>accounts.json</code> in the demo's folder.
      </p>`,
  );
}
