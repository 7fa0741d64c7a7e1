/** The site: pages that `npm run site` writes into `pages/`, with search that works offline. */
import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitepress';

/** Made beside the pages: what is in the sidebar. */
const sidebar = JSON.parse(readFileSync(new URL('../pages/sidebar.json', import.meta.url), 'utf8'));

const OTHER_LANGUAGES = /^ *::: code-group\n( *```ts .*?^ *```\n).*?^ *:::$/gms;

export default defineConfig({
  title: 'cdk-bedrock-flows',
  description: 'Amazon Bedrock Flows in the AWS CDK',
  srcDir: 'pages',
  outDir: 'dist',
  base: process.env.SITE_BASE ?? '/',
  cleanUrls: false,
  // {{variable}} is of prompts, never of Vue
  vue: { template: { compilerOptions: { delimiters: ['\u0001', '\u0002'] } } },
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark' } },
  themeConfig: {
    // of the languages of a snippet, TypeScript is enough to find it
    search: {
      provider: 'local',
      options: { _render: (text, env, md) => md.render(text.replace(OTHER_LANGUAGES, '$1'), env) },
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
