/** Snippets as tabs of the site, one for each language of the package; the Markdown of `docs/` has only TypeScript. */
import { BLOCK, type Page, type Snippet, snippets } from './pages';
import { isForNode, LANGUAGES, translate } from './translations';

const isTypeScript = ({ info }: Snippet) => info.split(' ')[0] === 'ts';

/** The pages with tabs in place of each TypeScript snippet; programs for Node stay as they are. */
export function withTabs(pages: readonly Page[]): readonly Page[] {
  const all = pages.flatMap(snippets).filter((snippet) => isTypeScript(snippet) && !isForNode(snippet));
  const texts = translate(all);
  let at = 0;
  return pages.map((page) => {
    const ofPage = snippets(page);
    let block = 0;
    const text = page.text.replace(BLOCK, (whole, indent: string) => {
      const snippet = ofPage[block++];
      if (!isTypeScript(snippet) || isForNode(snippet)) { return whole; }
      return tabs(snippet.code, texts[at++]).split('\n').map((line) => line === '' ? '' : indent + line).join('\n');
    });
    return { ...page, text };
  });
}

function tabs(code: string, texts: readonly string[]): string {
  const blocks = [
    ['ts', 'TypeScript', code] as const,
    ...LANGUAGES.map(({ fence, title }, at) => [fence, title, texts[at]] as const),
  ];
  return ['::: code-group', ...blocks.flatMap(([fence, title, text]) =>
    [`\`\`\`${fence} [${title}]`, text.trimEnd(), '```']), ':::'].join('\n');
}
