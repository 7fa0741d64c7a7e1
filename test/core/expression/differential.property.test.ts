/** Our grammar against a library that has all of RFC 9535: what we read, it reads, and in the same way. */
import { createRequire } from 'module';
import * as fc from 'fast-check';
import { parseExpression, type Step } from '../../../src/core/expression/parse';
import { runs } from '../../fast-check';

/** What of `json-p3` is used here. */
interface Library {
  compile(path: string): { readonly segments: readonly { readonly selectors: readonly Selector[] }[] };
}

interface Selector {
  readonly name?: unknown;
  readonly index?: number;
  readonly start?: number;
  readonly stop?: number;
  readonly step?: number;
  toString(): string;
}

function installed(): Library | undefined {
  try {
    return createRequire(__filename)('json-p3') as Library;
  } catch {
    return undefined;
  }
}

const library = installed();

/**
 * How the library reads a text, in our words; `refused` where it can't, `other` where it is something that we have no
 * step for.
 */
function read(text: string): readonly Step[] | 'refused' | 'other' {
  let segments;
  try {
    ({ segments } = library!.compile(text));
  } catch {
    return 'refused';
  }
  if (text.includes('..')) { return 'other'; }
  const steps = segments.map(({ selectors }) => stepOf(selectors));
  const [data, ...rest] = steps;
  return data?.kind !== 'name' || data.name !== 'data' || rest.includes(undefined) ? 'other' : rest as Step[];
}

function stepOf(selectors: readonly Selector[]): Step | undefined {
  if (selectors.length > 1) {
    const indexes = selectors.map(({ index }) => index);
    return indexes.every((index) => index !== undefined && index >= 0)
      ? { kind: 'indexes', indexes: indexes as number[] } : undefined;
  }
  const [selector] = selectors;
  if (typeof selector.name === 'string') { return { kind: 'name', name: selector.name }; }
  if (selector.index !== undefined) {
    return selector.index >= 0 ? { kind: 'index', index: selector.index } : undefined;
  }
  if (`${selector}` === '*') { return { kind: 'wildcard' }; }
  const { start: from, stop: to, step } = selector;
  return `${selector}`.includes(':') && step === undefined && (from ?? 0) >= 0
    && (to ?? 0) >= 0 ? { kind: 'slice', from, to } : undefined;
}

const piece = fc.constantFrom(
  '.a', '._x1', '.Name', '.true', '.null', '.and', '.data', '.a_', '.*', '[*]', '[ * ]', '[0]', '[10]', '[ 3 ]',
  '[\t4\n]', '[0, 2]', '[0,0]', '[1 ,2 , 3]', '[1:3]', '[:]', '[:2]', '[2:]', '[ 0 : 4 ]',
);
const slip = fc.constantFrom(
  '.', '..', '[', ']', '*', '0', '00', '7', '-', '-1', ':', ',', ' ', '\n', '\u00a0', '\u2028', '\'', '"', '?', '@',
  '$', '(', ')', 'a', 'A_b', 'é', '[01]', '[00]', '[0, 01]', '[01:2]', '[-0]', '[-1]', '[\'a\']',
  '["b"]', '[?@.a]', '[1:2:3]', '[::1]', '[1, *]', '[0:1, 2]', '[\u00a01]', '[\u30001]', '[9007199254740991]',
  '[9007199254740992]', '[99999999999999999999]', '[1:9007199254740992]', '..a', '.é', '.1a', '.a-b', ' .a',
  '. a', ' [0]',
);

(library ? describe : describe.skip)('beside json-p3', () => {
  test('every documented form is read alike', () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = `$.data${pieces.join('')}`;
      expect(parseExpression(text)).toEqual({ steps: read(text) });
    }), { numRuns: runs(3000) });
  });

  test('what we read is a path of RFC 9535, and the same one', () => {
    fc.assert(fc.property(fc.array(fc.oneof(piece, piece, slip, fc.string({ maxLength: 2 })),
      { maxLength: 8 }), (pieces) => {
      const text = `$.data${pieces.join('')}`;
      const ours = parseExpression(text);
      if ('steps' in ours) { expect([text, ours.steps]).toEqual([text, read(text)]); }
    }), { numRuns: runs(20_000) });
  });

  test('what we refuse is another text, or one with more than the documents show', () => {
    fc.assert(fc.property(fc.array(fc.oneof(piece, piece, piece, slip), { maxLength: 6 }), (pieces) => {
      const text = `$.data${pieces.join('')}`;
      const theirs = read(text);
      if (!('problem' in parseExpression(text)) || theirs === 'refused' || theirs === 'other') { return; }
      // names in quotes or beyond ASCII, blanks between steps, and names with '-', which the library takes though the
      // RFC does not
      expect(text).toMatch(/\['|\["|[^\u0000-\u007f]|\s[.[]|\s$|\w-|-0|::/);
    }), { numRuns: runs(10_000) });
  });
});

test('the whole value is no step, whether or not there is something to compare with', () =>
  expect(parseExpression('$.data')).toEqual({ steps: [] }));
