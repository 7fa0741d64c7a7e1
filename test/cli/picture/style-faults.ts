/** What a browser would leave out of the style of a page without a word. */

/** The elements that pages have; a selector of another one is a rule that got a letter too many. */
const ELEMENTS = new Set(('a aside b body br button code details div figcaption figure footer g h1 h2 h3 h4 header '
  + 'html img input ins del label li main mark nav ol p path pre rect section small span strong summary svg table '
  + 'tbody td text th thead title tr tspan ul').split(' '));

export function styleFaults(html: string): readonly string[] {
  return [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].flatMap(([, css]) => faultsIn(css));
}

function faultsIn(css: string): readonly string[] {
  const faults: string[] = [];
  let rest = css;
  while (rest.trim() !== '') {
    const end = rest.indexOf('{');
    if (end < 0) { return [...faults, `no rule: ${rest.slice(0, 40)}`]; }
    const [selector, close] = [rest.slice(0, end).trim(), closing(rest, end)];
    if (close < 0) { return [...faults, `not closed: ${selector}`]; }
    const inner = rest.slice(end + 1, close);
    rest = rest.slice(close + 1);
    faults.push(...selector.startsWith('@') ? faultsIn(inner) : [...inSelector(selector), ...inDeclarations(inner)]);
  }
  return faults;
}

function closing(css: string, open: number): number {
  let depth = 0;
  for (let at = open; at < css.length; at++) {
    depth += css[at] === '{' ? 1 : css[at] === '}' ? -1 : 0;
    if (depth === 0) { return at; }
  }
  return -1;
}

function inSelector(selector: string): readonly string[] {
  const names = [...selector.replace(/\[[^\]]*\]/g, '').matchAll(/(?<![\w.#:-])[a-z][\w-]*/gi)].map(([name]) => name);
  return names.filter((name) => !ELEMENTS.has(name)).map((name) => `no element: ${name} in ${selector}`);
}

function inDeclarations(text: string): readonly string[] {
  const declarations = text.split(';').filter((one) => one.trim() !== '');
  return declarations.filter((one) => !/^\s*(--)?[a-z][\w-]*\s*:\s*\S/.test(one))
    .map((one) => `no declaration: ${one}`);
}
