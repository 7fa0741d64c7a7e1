/** How a page looks: beside each other where there is room, one below the other where not, and all of it on paper. */
import { COLOURS, FONT, PICTURE } from './style';

export const PAGE_STYLE = [
  COLOURS, PICTURE,
  '*{box-sizing:border-box}',
  `body{margin:0;background:var(--bg);color:var(--ink);font:14px/1.45 ${FONT}}`,
  'a{color:var(--go)}h1,h2,h3,h4,p,ul,ol,pre{margin:0}',
  'header{padding:14px 20px;border-bottom:1px solid var(--rule)}h1{font-size:20px;overflow-wrap:anywhere}',
  'header p{color:var(--mute)}header .state{color:var(--ink);font-weight:600}',
  'main{display:grid;grid-template-columns:minmax(0,1fr) minmax(320px,27%);align-items:start}',
  '.list{display:block;padding:6px 20px}.list section{margin-top:14px}',
  '.graph{padding:12px;overflow:auto}.p{display:block;margin:0 auto;max-width:100%;height:auto}',
  '.p a{cursor:pointer}.p a:hover>.f,.p a[aria-current]>.f{fill:var(--box);stroke-width:4}',
  '.p a:focus-visible{outline:3px solid var(--go);outline-offset:2px}',
  'aside{position:sticky;top:0;max-height:100vh;overflow:auto;border-left:1px solid var(--rule);padding:14px 18px}',
  '.panel{display:none;scroll-margin-top:160px;outline:0}.panel:target,.panel:has(:target),aside:not(:has(:target)) '
    + '#overview{display:block}',
  '@supports not selector(:has(a)){.panel{display:block;margin-bottom:24px}}',
  'h2{font-size:17px;overflow-wrap:anywhere}.kind,.when,.cut,small{color:var(--mute)}h3{font-size:13px;margin:14px 0 '
    + '4px}h4{font-size:13px;margin:8px 0 2px}',
  'small{font-size:12px}ul,ol{padding-left:20px}li,p,summary{overflow-wrap:anywhere}',
  'pre{white-space:pre-wrap;overflow-wrap:anywhere;background:var(--box);border-radius:4px;padding:6px '
    + '8px;font:12px/1.45 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;unicode-bidi:plaintext}',
  'code{font:12px ui-monospace,Menlo,Consolas,"DejaVu Sans '
    + 'Mono",monospace}details>summary{cursor:pointer}details[open]>pre{margin-top:4px}',
  '.field{margin-bottom:8px}.error{color:var(--bad);font-weight:600}.findings{list-style:none;padding:0}.findings '
    + 'li{border-left:3px solid var(--warn);padding-left:8px;margin-bottom:6px}',
  '.findings .error{border-color:var(--bad);font-weight:400;color:inherit}',
  '.visit{display:none;scroll-margin-top:160px;outline:0}.panel:not(:has(.visit:target)) '
    + '.picker~.visit:nth-of-type(1),.visit:target{display:block}',
  '.picker{line-height:2;margin-top:8px}.picker a{display:inline-block;min-width:26px;padding:0 6px;border:1px solid '
    + 'var(--line);border-radius:4px;text-align:center;text-decoration:none}',
  '.picker a[aria-current]{background:var(--go);color:var(--bg)}.back{margin-top:18px}',
  '.times{padding:6px 20px 24px;border-top:1px solid '
    + 'var(--rule)}.scroll{overflow:auto}table{border-collapse:collapse;margin-top:6px}',
  'th,td{text-align:left;padding:3px 14px 3px 0;border-bottom:1px solid '
    + 'var(--rule);white-space:nowrap;font-weight:400}thead th{color:var(--mute)}.bar{display:block}',
  'tr.failed td{font-weight:600}tr.idle td{color:var(--mute)}',
  '@media (max-width:900px){main{display:block}aside{position:static;max-height:none;border-left:0;border-top:1px '
    + 'solid var(--rule)}}',
  '@media print{main{display:block}.graph,aside{max-height:none;overflow:visible;position:static;border:0}.graph '
    + '.p{min-width:0}',
  '.panel{display:block;break-inside:avoid;margin-bottom:20px}.picker,.back{display:none}}',
].join('');

/** Texts of pictures get smaller where a picture is wide, but not so small that nobody can read them. */
export const SMALLEST = 0.8;

export function pageStyle(pictureWidth: number): string {
  return `.graph .p{min-width:${Math.floor(pictureWidth * SMALLEST)}px}${PAGE_STYLE}`;
}
