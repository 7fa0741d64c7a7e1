import { doubtOf } from '../../../src/core/validate/inline-code';
import { logicalLines } from '../../../src/core/validate/python-lines';

const code = (...lines: readonly string[]) => lines.join('\n');

test.each([
  ['a name', 'text'],
  ['a call', 'text.strip()'],
  ['a constant', '"done"'],
  ['a conditional expression', '"big" if size > 10 else "small"'],
  ['a comparison', 'size == 10'],
  ['other comparisons', 'size <= 10 and size != 3 or size >= 4'],
  ['a dict', '{"a": 1, "b": {"c": 2}}'],
  ['a dict over several lines', code('{', '  "a": 1,  # the first', '  "b": [1,', '        2],', '}')],
  ['a call over several lines', code('dict(', '    name=text,', '    size=len(text),', ')')],
  ['keyword arguments', 'json.dumps(value, indent=2)'],
  ['a comprehension', '[word for word in text.split() if word]'],
  ['a lambda', '(lambda x=1: x + 1)(2)'],
  ['a lambda at the end', 'pick or lambda x=1: x'],
  ['a key that is a lambda', 'sorted(words, key=lambda word: (len(word), word))'],
  ['a walrus in parentheses', '(length := len(text))'],
  ['a slice', 'text[1:-1]'],
  ['after statements', code('import json', 'value = json.loads(text)', 'value["name"]')],
  ['after a function', code('def cut(text: str) -> str:', '    return text.strip()', '', 'cut(text)')],
  ['after a decorator', code('@functools.cache', 'def twice(x):', '    return 2 * x', 'twice(size)')],
  ['after a class', code('class A:', '    size = 1', 'A().size')],
  ['after a semicolon', 'size = 1; size'],
  ['before a semicolon', 'size;'],
  ['a backslash', code('size = 1', 'size + \\', '  2')],
  ['a backslash in a statement', code('size = 1 + \\', '  2', 'size')],
  ['comments after it', code('text', '', '# that is all', '   # really')],
  ['a comment with a quote', code('# don\'t', 'text')],
  ['a text with a hash', '"# no comment"'],
  ['a text with brackets', '"(" + \'[\''],
  ['a text with the other quote', '"it\'s" + \'"\''],
  ['a text with an escaped quote', '"a \\" b" + \'\\\'\''],
  ['a text with a backslash at its end', '"\\\\"'],
  ['a raw text', 'r"\\d+" + text'],
  ['a text over several lines', code('text = """', 'a = 1', 'print x', '(', '"""', 'text')],
  ['a long text with quotes', code('"""', 'a "quoted" \'\'\' word', '"""')],
  ['a text joined by a backslash', code('"a \\', 'b"')],
  ['an f-string', 'f"{name}: {size:>10}"'],
  ['an f-string with braces', 'f"{{not a field}} {name}"'],
  ['an f-string with the same quotes (Python 3.12)', 'f"{d["key"]} {d["other"]}"'],
  ['an f-string over lines in its field (Python 3.12)', code('f"{', '  name', '}"')],
  ['an f-string with a quote in its format', 'f"{size:\'>10}"'],
  ['an f-string with a field in its format', 'f"{size:{width}.{digits}} {name!r:^10}"'],
  ['an f-string with a date', 'f"{when:%Y-%m-%d}"'],
  ['an f-string in an f-string', 'f"{f"{name}"}"'],
  ['a long f-string', code('f"""', '{name}', '  {size:', '>10}', '"""')],
  ['a raw f-string', 'rf"\\d{name}"'],
  ['a name that ends in f before a text', 'if_ or self_f["x"]'],
  ['Windows lines', 'size = 1\r\nsize + \\\r\n 2\r\n'],
  ['names that begin like statements', code('iffy = 1', 'import_x = 2', 'format_(iffy)')],
  ['names that begin like statements, at the end', 'returned'],
  ['print as a part', 'print(text) or text'],
  ['a shift', '1 << size'],
  ['a dots', '...'],
  ['a lambda that is all', 'lambda x: x'],
  ['a division', 'size // 2'],
  ['a division without spaces', 'size//2'],
  ['names that end like statements of Python 2', '[footprint for footprint in words]'],
  ['names that end like those of JavaScript', 'outlet in words'],
  ['a call of another print', 'sprint(text)'],
  ['a call of yet another print', 'print_all(text)'],
  // no language that we know has these
  ['an exec within a line', 'text exec "a"'],
  ['a raise within a line', 'text raise A, b'],
])('%s gives a result', (_, text) => {
  expect(doubtOf(text)).toBeUndefined();
});

test.each<[string, string, string]>([
  ['nothing', '', 'the code has no statement, so it has no result'],
  ['a byte order mark', '\ufefftext', 'the code begins with a byte order mark (U+FEFF)'],
  ['comments', '# one\n\n  # two', 'the code has no statement, so it has no result'],
  ['an assignment', 'x = 1', 'the code ends in \'x = 1\', which is not an expression'],
  ['an assignment of a lambda', 'f = lambda x: x', 'which is not an expression'],
  ['an assignment of a comparison', 'same = a == b', 'which is not an expression'],
  ['an assignment that adds', 'x += 1', 'which is not an expression'],
  ['an assignment that shifts', 'x <<= 1', 'which is not an expression'],
  ['an assignment to a part', 'd["a"] = 1', 'which is not an expression'],
  ['an assignment of a dict', code('d = {', '  "a": 1,', '}'), 'which is not an expression'],
  ['an annotation', 'size: int', 'which is not an expression'],
  ['an annotation with a value', 'size: int = 1', 'which is not an expression'],
  ['an import', 'import json', 'which is not an expression'],
  ['a return', code('def cut(x):', '  return x', 'return cut(text)'),
    '\'return cut(text)\', which is not an expression'],
  ['a function', code('def cut(x):', '  return x'), 'the code ends inside a block, in \'return x\''],
  ['a block', code('if text:', '    text'), 'the code ends inside a block, in \'text\''],
  ['a block with a semicolon', code('if text:', '    a = 1; text'), 'the code ends inside a block, in \'text\''],
  ['a block on one line', 'if text: text', 'which is not an expression'],
  ['an else on one line', code('if text:', '    a = 1', 'else: a = 2'), 'which is not an expression'],
  ['a match', code('match text:', '    case "a":', '        1'), 'inside a block'],
  ['a raise', 'raise ValueError(text)', 'which is not an expression'],
  ['a pass', 'pass', 'which is not an expression'],
  ['a statement after a semicolon', 'text; x = 1', 'the code ends in \'x = 1\''],
  ['a print', 'print(text)', 'the code ends in \'print(text)\', whose output is not kept'],
  ['a print over several lines', code('print(', '  text,', ')'), 'the code ends in \'print( text, )\', whose output is '
    + 'not kept'],
  ['a print of calls', 'print(len(text), [str(size)])', 'whose output is not kept'],
  ['a print with a blank', 'print (text)', 'whose output is not kept'],
  ['an assignment that shifts to the right', 'x >>= 1', 'which is not an expression'],
  ['a walrus without parentheses', 'size := 1', 'which is not an expression'],
  ['an except within a line', 'text except A, b: size', 'which is not an expression'],
  ['an open bracket', 'len(text', '\'(\' in the code is not closed'],
  ['a bracket too many', 'len(text))', '\')\' in the code has no opening bracket'],
  ['a wrong bracket', 'len(text]', '\']\' in the code has no opening bracket'],
  ['an open text', 'x = "a', 'a string in the code is not closed'],
  ['a text that a line ends', code('x = "a', 'b"'), 'a string in the code is not closed'],
  ['an open long text', 'x = """a\nb"', 'a string in the code is not closed'],
  ['an open field', 'f"{name"', 'a string in the code is not closed'],
  ['an open format', code('f"{name:>10"', 'x'), 'a string in the code is not closed'],
  ['print of Python 2', code('print "hello"', 'text'), '\'print ""\' is Python 2'],
  ['print of Python 2, in a block', code('if text:', '  print text', 'text'), '\'print text\' is Python 2'],
  ['except of Python 2', code('try:', '  x = 1', 'except ValueError, e:', '  x = 2', 'x'), '\'except ValueError, e:\' '
    + 'is Python 2'],
  ['raise of Python 2', code('if not text:', '  raise ValueError, "empty"', 'text'), 'is Python 2'],
  ['raise of Python 2, with blanks', code('if not text:', '\traise  ValueError ,  "empty"', 'text'), 'is Python 2'],
  ['except of Python 2, with blanks', code('try:', '  x = 1', 'except  errors.Empty ,  wrong :', '  x = 2',
    'x'), '\'except errors.Empty , wrong :\' is Python 2'],
  ['print of Python 2, with blanks', code('print  text', 'text'), '\'print text\' is Python 2'],
  ['except of Python 2, in a block', code('if text:', '  try:', '    x = 1', '  except A, e:', '    x = 2',
    'x'), '\'except A, e:\' is Python 2'],
  ['raise of Python 2, without a blank', code('raise A,b', 'x'), '\'raise A,b\' is Python 2'],
  ['exec of Python 2', code('exec "x = 1"', 'x'), '\'exec ""\' is Python 2'],
  ['exec of Python 2, in a block', code('if text:', '    exec  \'x = 1\'', 'x'), '\'exec \'\'\' is Python 2'],
  ['unequal of Python 2', '1 <> 2', 'is not Python 3'],
  ['JavaScript', code('const words = text.split(" ");', 'words.length'), '\'const words = text.split("")\' is '
    + 'JavaScript'],
  ['JavaScript, with blanks', code('const  words = text;', 'words'), 'is JavaScript'],
  ['JavaScript, in a block', code('if text:', '  let x = 1', 'text'), '\'let x = 1\' is JavaScript'],
  ['a function of JavaScript', 'function cut(text) { return text; }', 'is JavaScript'],
  ['signs of JavaScript', 'text && size', '\'text && size\' is not Python'],
  ['an arrow', 'words.map(w => w.length)', 'is not Python'],
  ['a comment of JavaScript', code('// cut', 'text'), 'is not Python'],
])('%s gives a doubt', (_, text, message) => {
  const doubt = doubtOf(text);
  expect(doubt?.message).toContain(message);
  expect(doubt?.remedy).toMatch(/\w/);
});

test('a doubt says what to do, and in which line', () => {
  expect(doubtOf('# only this')).toEqual({
    message: 'the code has no statement, so it has no result', remedy: 'end it with the result', line: '',
  });
  expect(doubtOf(code('text', '  print text', 'text'))).toEqual({
    message: '\'print text\' is Python 2', remedy: 'write print(…), whose output is not kept', line: 'print text',
  });
  expect(doubtOf(code('exec "a"', 'text'))).toMatchObject({ remedy: 'write exec(…)', line: 'exec ""' });
  expect(doubtOf(`size = ${'x'.repeat(40)}`)).toMatchObject({ line: `size = ${'x'.repeat(30)}...` });
  expect(doubtOf(`size = ${'x'.repeat(33)}`)).toMatchObject({ line: `size = ${'x'.repeat(33)}` });
});

test('lines are as Python sees them', () => {
  expect(logicalLines(code('a = [1,', '  2]  # two', '', 'if a: b; c', '    d("x;y"); e', 'f"{a;b}"'))).toEqual([
    'a = [1,\n  2]', 'if a: b', 'c', '    d("")', '    e', 'f""',
  ]);
});
