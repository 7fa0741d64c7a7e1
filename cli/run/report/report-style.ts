/** How a report looks: as a page of `view`, with one section below the other. */
import { pageStyle } from '../../picture/page-style';

export const REPORT_STYLE = [
  pageStyle(0),
  '.case{border-top:1px solid var(--rule);padding:10px 0 14px;content-visibility:auto;contain-intrinsic-size:auto '
    + '300px}',
  '.case:target{background:var(--box)}.list svg.p{margin:8px 0}',
  '.list table{max-width:100%}.list .scroll{max-height:60vh}.list ul{max-height:40vh;overflow:auto}',
  '@media print{.list .scroll,.list ul{max-height:none;overflow:visible}.case{content-visibility:visible}}',
].join('');
