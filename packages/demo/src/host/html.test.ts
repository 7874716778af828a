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
    const items = ['<1>', 2].map(item => html`<i>${item}</i>`);
    expect(html`<b>${items}${undefined}</b>`.text).toBe(
      '<b><i>&lt;1&gt;</i><i>2</i></b>',
    );
  });
});
