import { html, type Html, type HtmlValue } from '../html';

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; margin: 0; color: #1f2328; background: #fff; }
  header { padding: 12px 24px; background: #24292f; color: #fff; }
  header a { color: #fff; font-weight: 600; text-decoration: none; }
  header span { color: #c9d1d9; }
  main { max-width: 1012px; margin: 0 auto; padding: 16px 24px 48px; }
  a { color: #0550ae; }
  table { border-collapse: collapse; width: 100%; }
  td, th { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid #d0d7de; vertical-align: top; }
  code, pre { font: 13px/1.45 ui-monospace, monospace; }
  pre { border: 1px solid #d0d7de; border-radius: 6px; padding: 12px; overflow-x: auto; white-space: pre-wrap; }
  pre span { display: block; min-height: 1lh; }
  .added { background: #dafbe1; } .removed { background: #ffebe9; } .place { color: #0550ae; }
  .file { font-weight: 600; }
`;

/** A whole page of the Git host, which says what the host is. */
export function layout(title: string, content: HtmlValue): Html {
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <a href="/">Demo Git host</a>
          <span
            >of GitOps for Backstage: real repositories on this machine, for
            trying things out</span
          >
        </header>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html> `;
}
