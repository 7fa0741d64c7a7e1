/**
 * The commands, each with all there is to say about it in a folder of its own. A command that is half added does not
 * compile.
 */
import { CODE } from './code/record';
import type { CommandName, CommandRecord } from './command-record';
import { COMPLETION } from './completion/record';
import { COST } from './cost/record';
import { DIFF } from './diff/record';
import { EXPORT } from './export/record';
import { INIT } from './init/record';
import { INVOKE } from './invoke/record';
import { REVIEW } from './review/record';
import { RUN } from './run/record';
import { SERVE } from './serve/record';
import { TRACE } from './trace/record';
import { TYPES } from './types/record';
import { VALIDATE } from './validate/record';
import { VERIFY } from './verify/record';
import { GRAPH, VIEW } from './view/record';

/** In the order of the help. */
export const COMMANDS: { readonly [Name in CommandName]: CommandRecord<Name> } = {
  validate: VALIDATE,
  run: RUN,
  serve: SERVE,
  verify: VERIFY,
  invoke: INVOKE,
  trace: TRACE,
  review: REVIEW,
  view: VIEW,
  graph: GRAPH,
  diff: DIFF,
  code: CODE,
  cost: COST,
  export: EXPORT,
  types: TYPES,
  init: INIT,
  completion: COMPLETION,
};
