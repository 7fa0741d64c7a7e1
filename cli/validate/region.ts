/**
 * The Region that a flow is in: of an export its ARN says it, of a template in cdk.out the manifest beside it, of
 * others the command line.
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type FlowSource, regionInAssembly } from '../../src/core/template';
import { STDIN } from '../read-text';
import type { Input } from '../source/inputs';

/** The Region of all templates of a file; `undefined` where no manifest says it. */
export async function regionOfFile({ file }: Input): Promise<string | undefined> {
  if (file === STDIN) { return undefined; }
  try {
    return regionInAssembly(JSON.parse(await readFile(join(dirname(file), 'manifest.json'), 'utf8')), basename(file));
  } catch {
    return undefined; // no cloud assembly
  }
}

export function regionOfFlow(source: FlowSource, ofFile: string | undefined, given: string | undefined): string
  | undefined {
  return source.region ?? (source.form === 'template' ? ofFile : undefined) ?? given;
}
