/** Conditions are read as the documents describe them; whatever else stands in one is named with its place. */
import * as fc from 'fast-check';
import {
  comparisons, type ComparisonOperator, type ConditionTree, type Operand, parseCondition,
} from '../../../src/core/condition/parse';
import { runs } from '../../fast-check';

/** A tree without places, as a text with every parenthesis. */
function shape(tree: ConditionTree): string {
  switch (tree.kind) {
    case 'comparison': return `${side(tree.left)}${tree.operator}${side(tree.right)}`;
    case 'not': return `not(${shape(tree.inner)})`;
    default: return `(${shape(tree.left)} ${tree.kind} ${shape(tree.right)})`;
  }
}

function side(operand: Operand): string {
  return operand.kind === 'input' ? operand.name : JSON.stringify(operand.value);
}

const read = (text: string) => {
  const parsed = parseCondition(text);
  return 'tree' in parsed ? shape(parsed.tree) : parsed.problem;
};

describe('is read', () => {
  test.each<[string, string]>([
    ['category == "refund"', 'category=="refund"'],
    ['conditionInput=="HR"', 'conditionInput=="HR"'],
    ['"refund"==category', '"refund"==category'],
    ['A != B', 'A!=B'],
    ['score > 3', 'score>3'],
    ['score >= 3.5', 'score>=3.5'],
    ['score<-2', 'score<-2'],
    ['score <= other', 'score<=other'],
    ['done == true', 'done==true'],
    ['done != false', 'done!=false'],
    ['text == ""', 'text==""'],
    ['text == "and or not ( ) =="', 'text=="and or not ( ) =="'],
    ['(A < B) and (C == 1)', '(A<B and C==1)'],
    ['not (A > B)', 'not(A>B)'],
    ['not not (A > B)', 'not(not(A>B))'],
    ['((A == 1))', 'A==1'],
    [' A\t==\n1 ', 'A==1'],
    ['android == 1', 'android==1'],
    ['nothing == 1', 'nothing==1'],
    ['truely == 1', 'truely==1'],
    // not before and before or, from left to right
    ['A == 1 or B == 2 and C == 3', '(A==1 or (B==2 and C==3))'],
    ['A == 1 and B == 2 or C == 3', '((A==1 and B==2) or C==3)'],
    ['A == 1 and B == 2 and C == 3', '((A==1 and B==2) and C==3)'],
    ['A == 1 or B == 2 or C == 3', '((A==1 or B==2) or C==3)'],
    ['not A == 1 and B == 2', '(not(A==1) and B==2)'],
    ['(A == 1 or B == 2) and C == 3', '((A==1 or B==2) and C==3)'],
  ])('%j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each<[string, boolean]>([
    ['A == 1', false],
    ['A == 1 and B == 2 and C == 3', false],
    ['A == 1 or B == 2 or C == 3', false],
    ['not (A == 1)', false],
    ['(A == 1 and B == 2) or C == 3', false],
    ['A == 1 or (B == 2 and C == 3)', false],
    ['A == 1 and (B == 2 or C == 3)', false],
    ['(not (A == 1)) and B == 2', false],
    ['A == 1 and B == 2 or C == 3', true],
    ['A == 1 or B == 2 and C == 3', true],
    ['not A == 1', true],
    ['(A == 1 or B == 2 and C == 3)', true],
  ])('%j relies on an order that is not documented: %s', (text, ambiguous) => {
    expect(parseCondition(text)).toMatchObject({ ambiguous });
  });

  test('with the places of comparisons and operands', () => {
    const parsed = parseCondition('(A  == "x") or not (3 <  Bb)');
    expect('tree' in parsed && comparisons(parsed.tree)).toMatchObject([
      { offset: 1, left: { name: 'A', offset: 1 }, right: { value: 'x', offset: 7 } },
      { offset: 20, left: { value: 3, offset: 20 }, right: { name: 'Bb', offset: 25 } },
    ]);
  });

  const operand: fc.Arbitrary<Operand> = fc.oneof(
    fc.stringMatching(/^[a-zA-Z](_?[0-9a-zA-Z]){1,5}$/)
      .filter((word) => !['and', 'or', 'not', 'true', 'false'].includes(word))
      .map((name): Operand => ({ kind: 'input', name, offset: 0 })),
    fc.oneof(
      fc.stringMatching(/^[^"\\]{0,8}$/), fc.boolean(), fc.integer({ min: -1e6, max: 1e6 }),
      fc.integer({ min: -999, max: 999 }).map((number) => number / 8),
    ).map((value): Operand => ({ kind: 'constant', value: Object.is(value, -0) ? 0 : value, offset: 0 })),
  );
  const { tree } = fc.letrec<{ tree: ConditionTree }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({
        left: operand, right: operand, operator: fc.constantFrom<ComparisonOperator>('==', '!=', '>', '>=', '<', '<='),
      })
        .map((parts): ConditionTree => ({ kind: 'comparison', offset: 0, ...parts })),
      fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), left: tie('tree'), right: tie('tree') }),
      fc.record({ kind: fc.constant('not' as const), inner: tie('tree') }),
    ),
  }));

  /** A tree as a user would write it, with parentheses around all but comparisons. */
  function written(of: ConditionTree, blank: string): string {
    const inner = (one: ConditionTree) => one.kind === 'comparison' ? written(one, blank) : `(${written(one, blank)})`;
    switch (of.kind) {
      case 'comparison': return [operandText(of.left), of.operator, operandText(of.right)].join(blank);
      case 'not': return `not${blank}(${written(of.inner, blank)})`;
      default: return `${inner(of.left)} ${of.kind} ${inner(of.right)}`;
    }
  }

  function operandText(of: Operand): string {
    return of.kind === 'input' ? of.name : typeof of.value === 'string' ? `"${of.value}"` : String(of.value);
  }

  test('any tree that is written out, as that tree', () => {
    fc.assert(fc.property(tree, fc.constantFrom('', ' ', '\n\t'), (any, blank) => {
      const text = written(any, blank);
      expect(read(text)).toBe(shape(any));
      expect(parseCondition(text)).toMatchObject({ ambiguous: false });
    }), { numRuns: runs(1000) });
  });
});

describe('is refused', () => {
  test.each<[string, number, string, string?]>([
    ['', 0, 'the expression is empty'],
    ['   ', 0, 'the expression is empty'],
    ['A', 1, 'one of == != > >= < <= is expected after an operand'],
    ['true', 4, 'one of == != > >= < <= is expected after an operand'],
    ['A ==', 4, 'an operand is missing at the end'],
    ['== A', 0, '\'==\' is not an operand'],
    ['A == == B', 5, '\'==\' is not an operand'],
    ['A == 1 B', 7, '\'B\' is not allowed here', 'join comparisons with \'and\' or \'or\''],
    ['A == 1 AND B == 2', 7, '\'AND\' is not an operator', 'write \'and\''],
    ['A == 1 and', 10, 'an operand is missing at the end'],
    ['and A == 1', 0, '\'and\' is not an operand'],
    ['A == 1 or or B == 2', 10, '\'or\' is not an operand'],
    ['not', 3, 'an operand is missing at the end'],
    ['1 < A < 3', 6, 'comparisons can\'t be chained', 'join them with \'and\''],
    ['A == B == C', 7, 'comparisons can\'t be chained', 'join them with \'and\''],
    ['(A == 1', 0, 'the \'(\' is not closed'],
    ['(A == 1) and (B == 2', 13, 'the \'(\' is not closed'],
    ['A == 1)', 6, '\')\' is not allowed here', 'remove it, or add the missing \'(\''],
    ['()', 1, '\')\' is not an operand'],
    ['(A) == 1', 2, 'one of == != > >= < <= is expected after an operand'],
    ['A == (1)', 5, '\'(\' is not an operand'],
    ['size(A) > 1', 0, 'functions such as size() do not exist', 'compare with ==, and join comparisons with \'or\''],
    ['A == upper(B)', 5, 'functions such as upper() do not exist', 'compare with ==, and join comparisons with \'or\''],
    ['A contains "x"', 2, '\'contains\' is not an operator', 'use one of == != > >= < <=, or and, or, not'],
    ['A is B', 2, '\'is\' is not an operator', 'use one of == != > >= < <=, or and, or, not'],
    ['A == 1 && B == 2', 7, '\'&&\' is not an operator', 'write \'and\''],
    ['A == 1 || B == 2', 7, '\'||\' is not an operator', 'write \'or\''],
    ['!A', 0, '\'!\' is not an operator', 'write not (…)'],
    ['A = 1', 2, '\'=\' is not an operator', 'write =='],
    ['A === 1', 4, '\'=\' is not an operator', 'write =='],
    ['A == \'x\'', 5, 'strings need double quotes', 'write "…"'],
    ['A == "x', 5, 'the string is not closed', 'close it with "'],
    ['A == "C:\\dir"', 5, 'a \'\\\' in a string is not documented', 'leave it out'],
    ['A == 1, B == 2', 6, 'conditions have no functions and no lists',
      'compare with ==, and join comparisons with \'or\''],
    ['A == 1 ORDER', 7, '\'ORDER\' is not allowed here', 'join comparisons with \'and\' or \'or\''],
    ['A == 1 BAND', 7, '\'BAND\' is not allowed here', 'join comparisons with \'and\' or \'or\''],
    ['A == "\\n"', 5, 'a \'\\\' in a string is not documented', 'leave it out'],
    ['$.data.A == 1', 0, 'a condition names inputs of its node, not expressions', 'select the part in \'inputs\''],
    ['A.b == 1', 1, 'a condition names inputs of its node, not parts of them', 'select the part in \'inputs\''],
    ['A[0] == 1', 1, '\'[\' is not allowed here'],
    ['A + 1 == 2', 2, 'conditions have no arithmetic', 'calculate the value in an earlier node'],
    ['A - 1 == 2', 2, 'conditions have no arithmetic', 'calculate the value in an earlier node'],
    ['A == 5.', 6, '\'.\' is not allowed here'],
    ['A == .5', 5, '\'.\' is not allowed here'],
    ['A == 1e5', 6, '\'e5\' is not allowed here', 'join comparisons with \'and\' or \'or\''],
    ['_A == 1', 0, '\'_\' is not allowed here'],
    ['größe == 1', 2, '\'ö\' is not allowed here'],
  ])('%j at %d: %s', (text, offset, cause, ...[remedy]) => {
    expect(read(text)).toEqual({ cause, offset, ...remedy && { remedy } });
  });

  test.each(['A == 1 and ', 'x', '"', ' ', '= ', '(', 'not '])('over 1000 characters of %j, unread', (unit) => {
    const text = unit.repeat(100_000);
    expect(read(text)).toEqual({
      cause: `the expression has ${text.length} characters, far more than the service allows`, offset: 1000,
    });
  });

  test('as deep as 1000 characters go', () => {
    const deep = `${'('.repeat(497)}A == 1${')'.repeat(497)}`;
    expect(read(deep)).toBe('A==1');
    expect(read(`${deep} `)).toMatchObject({ offset: 1000 });
    expect(read('('.repeat(1000))).toEqual({ cause: 'an operand is missing at the end', offset: 1000 });
    expect(read('not '.repeat(250))).toEqual({ cause: 'an operand is missing at the end', offset: 1000 });
  });
});
