/** A picture as a file of its own, for READMEs: it has its colours with it, for light and dark. */
import { MARKERS, pictureOf } from './picture';
import type { Story } from './story';
import { COLOURS, PICTURE } from './style';
import { escaped, line } from './text';

export function svgFile(story: Story): string {
  const { width, height, content } = pictureOf(story, { hasLinks: false });
  const title = `Flow ${line(story.title, 100)}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="p" width="${width}" height="${height}" viewBox="0 `
      + `0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escaped(title)}</title>`,
    `<style>${COLOURS}${PICTURE}</style>`,
    MARKERS,
    `<rect width="${width}" height="${height}" rx="8" fill="var(--bg)"/>`,
    content.replace(/(?<=>)(?=<(?:g|path|rect class="(?:l|box)))/g, '\n'),
    '</svg>',
    '',
  ].join('\n');
}
