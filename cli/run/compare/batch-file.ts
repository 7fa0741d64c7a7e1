/** A batch that was: the lines that `run --inputs --json` printed. They come from outside. */
import { isRecord } from '../../../src/core/model/opaque';
import { CommandError } from '../../command-error';
import type { Io } from '../../io';
import { readText } from '../../read-text';
import type { TokensLine } from '../measured';

/** What is compared of a run. */
export interface BatchLine {
  readonly name: string;
  readonly passed: boolean;
  readonly outputs: readonly { readonly nodeName: string; readonly document: unknown }[];
  readonly branches: readonly string[];
  /** `validationException: …` */
  readonly error?: string;
  readonly problem?: string;
  readonly timeMs?: number;
  readonly tokens?: TokensLine;
}

const REMEDY = 'give what run --inputs --json printed';

/** @throws CommandError */
export async function readBatch(file: string, io: Io): Promise<readonly BatchLine[]> {
  const { text, place } = await readText(file, io, 'correct the path of --compare');
  const lines = text.split(/\r?\n/).map((line, at) => ({ line, at: `${place}:${at + 1}` }))
    .filter(({ line }) => line.trim() !== '');
  if (lines.length === 0) { throw new CommandError(place, 'has no runs', REMEDY, 'UnreadableInput'); }
  return lines.map(({ line, at }) => {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      throw new CommandError(at, 'is not JSON', REMEDY, 'UnreadableInput');
    }
    const read = batchLine(json);
    if (!read) { throw new CommandError(at, 'is not a run of a batch', REMEDY, 'UnreadableInput'); }
    return read;
  });
}

/** `undefined` for what is no line of a batch. */
export function batchLine(json: unknown): BatchLine | undefined {
  if (!isRecord(json)) { return undefined; }
  const { name, passed, outputs, branches, error, problem, timeMs, tokens } = json;
  if (typeof name !== 'string' || typeof passed !== 'boolean') { return undefined; }
  const code = isRecord(error) ? `${String(error.code)}: ${String(error.message)}` : undefined;
  return {
    name,
    passed,
    outputs: (Array.isArray(outputs) ? outputs.filter(isRecord) : [])
      .map(({ nodeName, document }) => ({ nodeName: String(nodeName), document })),
    branches: (Array.isArray(branches) ? branches : []).map(String),
    ...code !== undefined && { error: code },
    ...typeof problem === 'string' && { problem },
    ...typeof timeMs === 'number' && { timeMs },
    ...isRecord(tokens) && isCount(tokens.input) && isCount(tokens.output) && {
      tokens: { input: tokens.input, output: tokens.output, ...tokens.guessed === true && { guessed: true } },
    },
  };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
