/** Where lines and texts of Python begin and end. */
import { logicalLines } from '../../../src/core/validate/python-lines';

test.each<[string, string, readonly string[]]>([
  ['ends of lines of all systems', 'a = 1\rb = 2\r\nc', ['a = 1', 'b = 2', 'c']],
  ['a backslash that joins nothing', 'a \\b', ['a \\b']],
  ['a backslash at the end', 'a\\', ['a\\']],
  ['a dict', 'x = {"a": [1], "b": (2)}', ['x = {"": [1], "": (2)}']],
  ['a comment before the first line', '# one\na', ['a']],
  ['brackets in braces that are none', 'f"{{" + f"}}" + a', ['f"" + f"" + a']],
  ['what follows a field', 'f"{a}" + b', ['f"" + b']],
  ['what follows a format', 'f"{a:x}" + b', ['f"" + b']],
  ['a text in a field', 'f"{"a"}" + b', ['f"" + b']],
  ['brackets in a field', 'f"{[a, {"b": (c)}]}" + d', ['f"" + d']],
  ['a line within a field', 'f"{a\n:x}"', ['f""']],
  ['a field with a brace in a text, in a format', 'f"{x:{"}"}}" + a', ['f"" + a']],
  ['a line within the format of a long text', 'f"""{a:\n}"""', ['f""']],
  ['an f of another name', 'f ("{")', ['f ("")']],
  ['a name before a text', 'self_f["{"]', ['self_f[""]']],
  ['an f-string in brackets', '(f"{d["k"]}")', ['(f"")']],
  ['a raw f-string with a text', '(rf"{d["k"]}" + Rb"{")', ['(rf"" + Rb"")']],
])('%s', (_, code, lines) => expect(logicalLines(code)).toEqual(lines));

const TEXT = { message: 'a string in the code is not closed', remedy: 'close it with the same quotes' };

test.each<[string, string, object]>([
  ['a line within a format', 'f"{a:\n}"', { ...TEXT, line: 'f""' }],
  ['a line within a format, after a long text', 'f"""a"""\nf"{a:\n}"', { ...TEXT, line: 'f""' }],
  ['a field that a bracket closes', 'f"{a)}"', {
    message: '\')\' in the code has no opening bracket', remedy: 'correct the brackets', line: 'f"")',
  }],
  ['a brace that closes nothing', 'a}', {
    message: '\'}\' in the code has no opening bracket', remedy: 'correct the brackets', line: 'a}',
  }],
  ['a bracket in a field', 'f"{(a}"', {
    message: '\'}\' in the code has no opening bracket', remedy: 'correct the brackets', line: 'f""}',
  }],
  ['an open bracket', 'len(a', { message: '\'(\' in the code is not closed', remedy: 'close it', line: 'len(a' }],
])('%s is a fault', (_, code, fault) => expect(logicalLines(code)).toEqual(fault));
