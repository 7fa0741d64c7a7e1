/** Definitions with a hole, or with a part that only a deployment knows: a program, or one line that says why not. */
import * as fc from 'fast-check';
import { VALID } from './support';
import { LANGUAGES } from '../../../cli/code/print/languages';
import { runs } from '../../fast-check';
import { cli, folder } from '../support';

type Json = { [key: string]: unknown };
type Path = readonly string[];

const PARTS: readonly unknown[] = [undefined, null, { Ref: 'P' }, { 'Fn::If': ['C', 'a', 'b'] }, [], {}, '', 7, ['x']];

function* paths(value: unknown, at: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) { return; }
  for (const [key, inner] of Object.entries(value)) {
    yield [...at, key];
    yield* paths(inner, [...at, key]);
  }
}

function replaced(definition: unknown, path: Path, part: unknown): unknown {
  const copy = structuredClone(definition) as Json;
  const [last, ...above] = [...path].reverse();
  const parent = above.reverse().reduce<Json>((value, key) => value[key] as Json, copy);
  if (Array.isArray(parent) && part === undefined) { parent.splice(Number(last), 1); } else { parent[last] = part; }
  return copy;
}

const holes = fc.constantFrom(...VALID.map(([, definition]) => definition)).chain((definition) => fc.record({
  definition: fc.constant(definition),
  path: fc.constantFrom(...paths(definition)),
  part: fc.constantFrom(...PARTS),
  language: fc.constantFrom(...Object.keys(LANGUAGES)),
}));

test('no hole ends the command with a mistake of its own', async () => {
  await fc.assert(fc.asyncProperty(holes, async ({ definition, path, part, language }) => {
    const at = folder({ 'flow.json': JSON.stringify(replaced(definition, path, part)) });
    const { code, err } = await cli(['code', `${at}/flow.json`, '--language', language]);
    expect([0, 1, 2]).toContain(code);
    expect(err).not.toMatch(/TypeError|Cannot (read|destructure)|\bundefined\b|is not (a function|iterable)|\bbug\b/);
  }), { numRuns: runs(600) });
});
