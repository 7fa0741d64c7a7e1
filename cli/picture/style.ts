/**
 * How pictures look. Colours have at least 4.5 : 1 on what they stand on, in both schemes, and none says anything
 * alone.
 */

const LIGHT =
  '--bg:#fff;--ink:#1b222d;--mute:#55606f;--line:#737e8d;--node:#f5f7fa;--go:#0a57a4;--bad:#a8201a;--warn:#7a4a00;'
    + '--model:#6541d6;--data:#0b6f6a;--code:#a34a14;--flow:#44587a;--box:#f0f3f8;--rule:#d5dbe3';
const DARK =
  '--bg:#13161b;--ink:#e8ebf0;--mute:#a9b3c0;--line:#7d8896;--node:#1f252e;--go:#7db8f5;--bad:#ff9b94;--warn:#f0c069;'
    + '--model:#b7a2ff;--data:#63cfc7;--code:#f0a578;--flow:#a8bde0;--box:#191e26;--rule:#39424f';

/** The colours by the names that the rest uses. */
export const COLOURS = `:root{color-scheme:light dark;${LIGHT}}@media (prefers-color-scheme:dark){:root{${DARK}}}`;

export const FONT = 'system-ui,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",sans-serif';

export const PICTURE = [
  `.p text{font:11px ${FONT};fill:var(--ink)}`,
  '.p .name{font-size:13px;font-weight:700}',
  '.p .type,.p .title{fill:var(--mute)}',
  '.p .finding{fill:var(--warn);font-weight:600}',
  '.f{fill:var(--node);stroke:var(--line);stroke-width:1.2}',
  '.ran>.f,.asks>.f,.open>.f{stroke:var(--go);stroke-width:2.4}',
  '.ran>.run{fill:var(--go)}',
  '.failed>.f{stroke:var(--bad);stroke-width:3.4}.failed>.run{fill:var(--bad);font-weight:600}',
  '.idle>.f{stroke-dasharray:4 4}.idle>text{fill:var(--mute)}',
  '.missing>.f{stroke:var(--bad);stroke-dasharray:2 3}',
  '.mark{font-weight:600}.changed>.f{stroke:var(--warn);stroke-width:2.4}.changed>.mark{fill:var(--warn)}',
  '.added>.f{stroke:var(--go);stroke-width:2.4}.added>.mark{fill:var(--go)}',
  '.removed>.f{stroke:var(--bad);stroke-width:2.4;stroke-dasharray:4 4}.removed>.mark{fill:var(--bad)}',
  '.s{fill:var(--flow)}.s.model{fill:var(--model)}.s.data{fill:var(--data)}.s.code{fill:var(--code)}'
    + '.idle>.s{opacity:.45}',
  '.t{fill:var(--rule)}.b{fill:var(--go)}.failed>.b{fill:var(--bad)}',
  '.box{fill:var(--bg);stroke:var(--line);stroke-width:1.2}.iteration{stroke-dasharray:7 4}',
  '.e{fill:none;stroke:var(--line);stroke-width:1.3}.e.c{stroke-dasharray:6 3}',
  '.e.off{stroke-dasharray:2 4}.e.on{stroke:var(--go);stroke-width:2.6}.e.on.c{stroke-dasharray:9 3}',
  '.m{fill:var(--line)}.m.on{fill:var(--go)}',
  '.l{fill:var(--bg)}.lc{font-weight:600}.off.lt{fill:var(--mute)}.on.lt{fill:var(--go)}',
].join('');
