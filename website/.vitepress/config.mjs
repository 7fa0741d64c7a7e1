/** The site: pages that `npm run site` writes into `pages/`, with search that works offline. */
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

/** Made beside the pages: what is in the sidebar. */
const sidebar = JSON.parse(readFileSync(new URL('../pages/sidebar.json', import.meta.url), 'utf8'));

const OTHER_LANGUAGES = /^ *::: code-group\n( *```ts .*?^ *```\n).*?^ *:::$/gms;

/** Three nodes of a flow; without an icon of its own, browsers ask for one that is not there. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
  <path d="M3 8h10M3 8l10-5" stroke="#3451b2"/>
  <g fill="#3451b2"><circle cx="3" cy="8" r="3"/><circle cx="13" cy="3" r="3"/><circle cx="13" cy="8" r="3"/></g>
</svg>`;

/** A column without a title has a plain cell there: a screen reader would announce an empty heading. */
function withoutEmptyHeadings(md) {
  md.core.ruler.push('empty-headings', ({ tokens }) => tokens.forEach(({ type }, at) => {
    if (type === 'th_open' && tokens[at + 1].content === '') { tokens[at].tag = tokens[at + 2].tag = 'td'; }
  }));
}

/** {{variable}} is of prompts, never of Vue, which leaves blocks of code alone by itself. */
function withoutTemplates({ renderer: { rules } }) {
  for (const name of ['text', 'code_inline']) {
    const rule = rules[name];
    rules[name] = (...args) => rule(...args).replaceAll('{{', '&#123;&#123;');
  }
}

export default defineConfig({
  title: 'cdk-bedrock-flows',
  description: 'Amazon Bedrock Flows in the AWS CDK',
  srcDir: 'pages',
  outDir: 'dist',
  base: process.env.SITE_BASE ?? '/',
  cleanUrls: false,
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }]],
  markdown: {
    config: (md) => { withoutEmptyHeadings(md); withoutTemplates(md); },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark' },
  },
  themeConfig: {
    // of the languages of a snippet, TypeScript is enough to find it
    search: {
      provider: 'local',
      options: {
        _render: (text, env, md) => md.render(text.replace(OTHER_LANGUAGES, '$1'), env),
        // guides first: the reference has every word many times
        miniSearch: { searchOptions: { boostDocument: (id) => id.includes('/api/') ? 0.3 : 1 } },
      },
    },
    nav: [
      { text: 'Start', link: '/getting-started' },
      { text: 'Examples', link: '/examples/' },
      { text: 'API', link: '/api/' },
    ],
    sidebar,
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows' }],
  },
});
