/**
 * Every regular expression that meets data takes time in proportion to it: with each kind of text that makes
 * backtracking ones slow.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { stopwatch } from '../stopwatch';

const ROOMS = ['src/core', 'src/runner', 'src/testing', 'cli'];
const LONG = 50_000;
const MOST_MS = 1500;
const many = (text: string) => text.repeat(Math.ceil(LONG / text.length));
const TEXTS = [
  ' ', '\t', '\n', '\r\n', 'a', 'A', '0', '-', '_', '.', '/', ':', '"', '\'', '\\', '$', '{', '${', '{{', '}', '[', ']',
  '(', ')', ',', '<', '&', '\u001b', 'é', '😀',
  'a ', 'a\n', ' \n', 'a.', 'a_', 'a-', 'a/', '0.', '\\"', '{{a', '{{ a', '${a', '[0]', '.a[0]', 'a: ', 'a=',
  'arn:aws:bedrock:', 'connections"', 'AWS::Bedrock::',
].flatMap((text) => [many(text), `x${many(text)}!`, `"${many(text)}`, `{{${many(text)}`, `$.data${many(text)}!`]);

interface Found { readonly place: string; readonly expression: RegExp }

function expressionsIn(file: string): readonly Found[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, pattern, flags] = /^\/(.*)\/(\w*)$/s.exec(node.text)!;
      found.push({
        place: `${file}:${source.getLineAndCharacterOfPosition(node.pos).line + 1} ${node.text}`,
        expression: new RegExp(pattern, flags.replace(/[gy]/g, '')),
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = ROOMS.flatMap((room) => readdirSync(room, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|cjs|js)$/.test(name)).map((name) => join(room, name)));
const all = files.flatMap(expressionsIn);

test('there are some', () => { expect(all.length).toBeGreaterThan(100); });

test('the texts find one that takes the square of its input', () => {
  // the best of three, since others are at work on the machine
  const timeOf = (length: number) => Math.min(...[1, 2, 3].map(() => {
    const elapsed = stopwatch();
    / *\n/.test(many(' ').slice(0, length));
    return elapsed();
  }));
  expect(timeOf(60_000)).toBeGreaterThan(2 * timeOf(30_000));
});

test('none is slow', () => {
  const slow: string[] = [];
  for (const { place, expression } of all) {
    for (const text of TEXTS) {
      const elapsed = stopwatch();
      expression.test(text);
      const took = elapsed();
      if (took > MOST_MS) {
        slow.push(`${place} took ${Math.round(took)} ms with ${JSON.stringify(text.slice(0, 20))}`);
        break;
      }
    }
  }
  expect(slow).toEqual([]);
});
