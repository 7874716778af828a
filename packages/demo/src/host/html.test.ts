import { html } from './html';

describe('html', () => {
  it('escapes what it is given', () => {
    const hostile = `<script>alert("x")</script>&'`;
    expect(html`<p title="${hostile}">${hostile}</p>`.text).toBe(
      '<p title="&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;">' +
        '&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;</p>',
    );
  });

  it('keeps what is HTML, lists it, and leaves out what is not there', () => {
    const items = ['<1>', 2].map(item => html`<li>${item}</li>`);
    expect(html`<ul>${items}${undefined}</ul>`.text).toBe(
      '<ul><li>&lt;1&gt;</li><li>2</li></ul>',
    );
  });
});
