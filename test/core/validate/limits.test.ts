/** One value against one limit: at the edge it is fine, beyond it a line says so. */
import { NUMBER, TEXT } from '../../../src/core/constraints';
import { joined } from '../../../src/core/joined';
import { choiceFault, type Fault, listFault, numberFault, textFault } from '../../../src/core/validate/limits';

const line = (fault: Fault | undefined) => fault
  && `${fault.severity === 'warning' ? 'warning ' : ''}${fault.code} ${fault.message}; ${fault.remedy}`;

describe('texts', () => {
  test('names', () => {
    expect(textFault(TEXT.nodeName, 'Reply', 'node name')).toBeUndefined();
    expect(line(textFault(TEXT.nodeName, 'a-b', 'node name')))
      .toMatch(/^IllegalName node name 'a-b' must .+; rename it$/);
    expect(textFault(undefined, '', 'node name')).toBeUndefined();
  });

  test('an ARN in place of an id is answered with the id', () => {
    const said = (id: string) => line(textFault(TEXT.knowledgeBaseId, id, 'knowledgeBaseId'));
    expect(said('arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KB12345678'))
      .toBe("IllegalValue knowledgeBaseId is the ARN 'arn:aws:bedrock:us-east-1:11112222333...', but must be up to 10 "
        + "letters or digits; give 'KB12345678'");
    expect(said('arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KB123456789')).toMatch(/; shorten it$/);
    expect(said('KB12345678')).toBeUndefined();
    expect(line(textFault(TEXT.bucketName, 'arn:aws:s3:::my-bucket', 'bucketName'))).toMatch(/; give 'my-bucket'$/);
  });

  test('a connection name that only the console can store is a warning', () => {
    const said = (name: string) => line(textFault(TEXT.connectionName, name, 'connection name'));
    const [fits, long] = ['a'.repeat(100), 'a'.repeat(102)];
    expect(said(fits)).toBeUndefined();
    expect(said(long)).toMatch(/^warning IllegalName .+; shorten it \(FlowDefinition does\)$/);
    expect(said(`a_${'b'.repeat(101)}`)).toMatch(/^warning /);
    expect(said('a'.repeat(10_000))).toMatch(/^warning /);
    for (const wrong of [`${long}-`, `-${long}`, `${long}__b`, `1${long}`, 'a'.repeat(10_001)]) {
      expect(said(wrong)).toMatch(/^IllegalName .+; rename it$/);
    }
    expect(line(textFault(TEXT.nodeName, long, 'node name'))).toMatch(/^IllegalName .+; rename it$/);
  });

  test('expressions are only too long', () => {
    for (const limit of [TEXT.inputExpression, TEXT.conditionExpression]) {
      expect(textFault(limit, 'x'.repeat(64), 'expression')).toBeUndefined();
      expect(textFault(limit, '', 'expression')).toBeUndefined();
      expect(line(textFault(limit, 'x'.repeat(65), 'expression')))
        .toMatch(
          joined(
            /^ExpressionTooLong expression 'x+(\.\.\.)?' is 65 characters long, but the service allows 64; /,
            /shorten the names in it, or split it$/,
          ),
        );
    }
  });

  test('others have a least and a most length, and characters', () => {
    const limit = { min: 1, max: 5, pattern: /^[a-z]*$/, words: 'be of small letters' } as any;
    expect(['a', 'abcde'].map((value) => textFault(limit, value, 'it'))).toEqual([undefined, undefined]);
    expect(textFault(limit, '', 'it'))
      .toEqual({ code: 'IllegalValue', message: 'it is empty', remedy: 'write something, or leave it out', value: '' });
    expect(textFault(limit, 'abcdef', 'it')).toEqual({
      code: 'IllegalValue',
      message: 'it is 6 characters long, but the service allows 5',
      remedy: 'shorten '
        + 'it',
      value: 6,
    });
    expect(textFault(limit, 'A', 'it')).toEqual({
      code: 'IllegalValue', message: 'it is \'A\', but must be of small letters', remedy: 'correct it', value: 'A',
    });
    expect(textFault({} as any, '', 'it')).toBeUndefined();
    // no pattern is tried on a text without end
    expect([10_000, 10_001].map((length) => textFault({ ...limit, max: undefined }, 'a'.repeat(length), 'it')?.code))
      .toEqual([undefined, 'IllegalValue']);
  });
});

describe('numbers', () => {
  const said = (kind: object, value: number, path = 'nodes[0]') =>
    line(numberFault({ kind: 'number', ...kind } as any, value, 'it', () => path));

  test('from the least to the most', () => {
    const limit = { min: 1, max: 3 };
    expect([1, 2.5, 3].map((value) => said({ limit }, value))).toEqual([undefined, undefined, undefined]);
    for (const value of [0.9, 3.1, NaN]) {
      expect(said({ limit }, value)).toBe(`IllegalValue it is ${value}, but must be 1 to 3; choose a value `
        + 'in that range');
    }
    expect([-1e9, 1e9].map((value) => said({}, value))).toEqual([undefined, undefined]);
    expect(said({ limit: { max: 3 } }, -1e9)).toBeUndefined();
  });

  test('whole', () => {
    expect(said({ whole: true }, 2)).toBeUndefined();
    expect(said({ whole: true }, 2.7)).toBe('IllegalValue it is 2.7, but must be a whole number; choose 2 or 3');
    expect(said({ whole: true, limit: { min: 3, max: 5 } }, 2.7)).toContain('but must be 3 to 5');
  });

  test('tokens of an inline prompt, of which there may be more', () => {
    const { max } = NUMBER.maxTokens;
    expect(said({ limit: NUMBER.maxTokens }, max + 1, 'a.inline.b')).toBeUndefined();
    expect(said({ limit: NUMBER.maxTokens }, max + 1, 'a.other.b')).toContain(`is ${max + 1}, but must be`);
    expect(said({ limit: { ...NUMBER.maxTokens } }, max + 1, 'a.inline.b')).toContain(`is ${max + 1}, but `
      + 'must be');
  });
});

test('choices', () => {
  expect(choiceFault(['Data', 'Conditional'], 'Data', 'type')).toBeUndefined();
  expect(choiceFault(['Data', 'Conditional'], 'data', 'type')).toEqual({
    code: 'IllegalValue',
    message: 'type is \'data\', but the service has only \'Data\', '
      + '\'Conditional\'',
    remedy: 'did you mean \'Data\'?',
    value: 'data',
  });
  expect(line(choiceFault(['Data'], 'nothing like it', 'type'))).toContain('; use one of those');
});

test('lengths of lists', () => {
  const said = (limit: any, length: number) => line(listFault(limit, length, 'list'));
  expect([1, 3].map((length) => said({ min: 1, max: 3 }, length))).toEqual([undefined, undefined]);
  expect(said({ min: 1, max: 3 }, 0)).toBe('IllegalValue list has 0 entries, but the service allows 1 to 3; add some');
  expect(said({ min: 1, max: 3 }, 4)).toBe('IllegalValue list has 4 entries, but the service allows 1 to 3; '
    + 'remove some');
  expect(said({ min: 2 }, 1)).toBe('IllegalValue list has 1 entry, but the service allows at least 2; add some');
  expect([said({ max: 3 }, 0), said(undefined, 1e6)]).toEqual([undefined, undefined]);
});
