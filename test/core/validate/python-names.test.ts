/** Names and indentation of inline code, as people write it: what is sound says nothing. */
import { doubtOf } from '../../../src/core/validate/inline-code';
import { logicalLines } from '../../../src/core/validate/python-lines';
import { undeclaredName, wrongIndentation } from '../../../src/core/validate/python-names';

const INPUTS = new Set(['variable']);

test.each([
  ['an assignment in an expression', 'if (n := len(variable)) > 1:\n    r = n\nelse:\n    r = 0\nr'],
  ['a comprehension of two loops', '[x*y for x in variable for y in (1,2) if x]'],
  ['a comprehension of a dict', '{k: v for k, v in variable.items()}'],
  ['a lambda with all kinds of parameters', 'f = lambda a, *b, c=1, **d: a + c\nf(variable)'],
  ['a formatted text', 'name = \'x\'\nf\'{name!r:>{10}} {variable} {{literal}} {len(name):02d}\''],
  ['a formatted text with texts in it', 'f"{\', \'.join(str(i) for i in variable)}"'],
  ['a class', [
    'class A:', '    z = 1', '    def __init__(self, q):', '        self.q = q', '    @property',
    '    def w(self):', '        return self.q + self.z', 'A(variable).w',
  ].join('\n')],
  ['try with all its parts', [
    'import json', 'try:', '    r = json.loads(variable)', 'except (ValueError, KeyError) as e:',
    '    r = {\'error\': str(e)}', 'finally:', '    pass', 'r',
  ].join('\n')],
  ['two files', 'import io\nwith io.StringIO(variable) as f, io.StringIO() as g:\n    t = f.read()\nt'],
  ['global', 'count = 0\ndef inc():\n    global count\n    count += 1\n    return count\ninc()'],
  ['nonlocal', [
    'def outer():', '    v = 0', '    def inner():', '        nonlocal v', '        v += 1', '        return v',
    '    return inner()', 'outer()',
  ].join('\n')],
  ['imports of all kinds', [
    'import os.path as p, re', 'from collections import defaultdict as dd, Counter', 'from math import *',
    'sqrt(Counter(variable).total() + len(dd(list)) + len(p.join(\'a\')) + len(re.sub(\'a\',\'b\',\'c\')))',
  ].join('\n')],
  ['match', [
    'match variable:', '    case {\'a\': value, **rest}:', '        r = value',
    '    case [first, *others] if first:', '        r = first', '    case str() as s:', '        r = s',
    '    case _:', '        r = None', 'r',
  ].join('\n')],
  ['targets in brackets', 'a, *b = variable\n(c, d), e = (1, 2), 3\n[a, b, c, d, e]'],
  ['annotations', [
    'from typing import List, Optional', 'def f(x: List[str], y: Optional[int] = None) -> \'Foo\':',
    '    z: int = 1', '    return x', 'f(variable)',
  ].join('\n')],
  ['coroutines', [
    'import asyncio', 'async def g():', '    async for i in h():', '        pass', '    return 1',
    'async def h():', '    yield 1', 'asyncio.run(g())',
  ].join('\n')],
  ['brackets over lines', 'result = (variable\n          .strip()\n          .lower())\nresult'],
  ['a backslash', 'x = variable + \\\n    \'a\'\nx'],
  ['a long text', 't = \'\'\'\nnot_a_name + other\n\'\'\'\nt + variable'],
  ['a raw text', 'import re\nre.sub(r\'\\d+\\\'undefined\', \'\', variable)'],
  ['bytes', 'b\'abc\'.decode() + rb\'\\x\'.decode() + variable'],
  ['comments', '# event is here\nvariable  # context too'],
  ['keyword arguments', 'dict(alpha=1, beta=variable)'],
  ['semicolons', 'a = 1; b = a + 1; b'],
  ['blocks of one line', 'if variable: r = 1\nelse: r = 2\nr'],
  ['a loop over pairs', 'r = []\nfor i, (k, v) in enumerate(variable.items()):\n    r.append((i, k, v))\nr'],
  ['del', 'x = 1\ndel x\nvariable'],
  ['names with underlines', '__name__ + variable'],
  ['a decorator', 'from functools import lru_cache\n@lru_cache(maxsize=None)\ndef f(n):\n    return n\nf(variable)'],
  ['tabs', 'def f(x):\n\tif x:\n\t\treturn 1\n\treturn 2\nf(variable)'],
  ['a main function', [
    'def main(variable):', '    return variable', 'if __name__ == \'__main__\':', '    main(variable)',
    'main(variable)',
  ].join('\n')],
  ['a group of exceptions', 'try:\n    r = 1\nexcept* ValueError as eg:\n    r = str(eg)\nr'],
  ['letters of other languages', 'größe = len(variable)\ngrößee = größe\ngrößee'],
  ['line ends of Windows', 'x = variable\r\ny = x\r\ny'],
  ['numbers with letters', '1_000 + 0x1F + 1e5 + 2j.imag + len(variable)'],
  ['a conditional expression', 'r = variable if variable else \'none\'\nr'],
  ['assert', 'assert variable, \'no\'\nvariable'],
  ['names that can not be seen', 'locals().get(\'variable\')'],
  ['generators', 'def g():\n    x = yield 1\n    yield from [x]\nlist(g())'],
  ['type parameters', 'def f[T](x: T) -> T:\n    return x\ntype A = int\nf(variable)'],
  ['an import inside a function', 'def __func():\n    import json as j\n    return j.dumps(variable)\n__func()'],
  ['attributes with names of nothing', 'variable.event.context'],
  ['a function that is declared later', 'def a():\n    return b()\ndef b():\n    return variable\na()'],
  ['a set', 's = {\'a\', "b"}\ns'],
  ['blank lines', '\n\nvariable\n\n'],
])('%s is no doubt', (_, code) => {
  const lines = logicalLines(code) as readonly string[];
  expect([undeclaredName(lines, INPUTS), wrongIndentation(lines)]).toEqual([undefined, undefined]);
});

test.each([
  ['a name that is only a parameter', 'def handle(event):\n    return event\nhandle(event)',
    'event', 'is declared only inside a function or class', 'use an input, by its name: \'variable\''],
  ['a name of a function', 'def f():\n    z = 1\n    return z\nf()\nz',
    'z', 'is declared only inside a function or class', 'use an input, by its name: \'variable\''],
  ['a name of a class', 'class A:\n    z = 1\nz',
    'z', 'is declared only inside a function or class', 'use an input, by its name: \'variable\''],
  ['a misspelt name', 'result = variable.strip()\nreslt',
    'reslt', 'nothing in the code declares it', 'use an input, by its name: \'variable\''],
  ['a name in a function', 'def f(x):\n    return y\nf(variable)',
    'y', 'nothing in the code declares it', 'use an input, by its name: \'variable\''],
  ['a constant of JSON', '{\'a\': null}',
    'null', 'nothing in the code declares it', 'use an input, by its name: \'variable\''],
  ['a module', 'json.loads(variable)',
    'json', 'nothing in the code declares it', 'import it: \'import json\''],
  ['a module in a function', 'def f(t):\n    return re.sub(\'a\', \'b\', t)\nf(variable)',
    're', 'nothing in the code declares it', 'import it: \'import re\''],
  ['a module that a function imports', 'def f():\n    import json\n    return json\nf()\njson.dumps(variable)',
    'json', 'is declared only inside a function or class', 'import it: \'import json\''],
])('%s is a doubt', (_, code, name, why, remedy) => {
  const doubt = doubtOf(code, INPUTS)!;
  expect(doubt.message).toContain(`the code uses '${name}', which is not an input of the node, and ${why}: '`);
  expect(doubt.remedy).toBe(remedy);
  expect(undeclaredName(logicalLines(code) as readonly string[], new Set(['variable', name]))).toBeUndefined();
});

test('without inputs the remedy names none', () => {
  expect(doubtOf('event', new Set())!.remedy).toBe('declare it');
  expect(doubtOf('event')).toBeUndefined();
});

test.each([
  ['a body that is not indented', 'def f():\nreturn 1\nf()', 'follows a line that ends in \':\', but is not indented'],
  ['a line between two levels', 'if variable:\n    a = 1\n  b = 2\na', 'has an indentation that no line before it has'],
  ['an indented first line', '  variable', 'is indented, but no line before it opens a block'],
  ['a block that is not opened', 'x = 1\n    x', 'is indented, but no line before it opens a block'],
  ['a block without a body', 'if variable:', 'opens an empty block'],
])('%s is a doubt', (_, code, message) => {
  expect(doubtOf(code, INPUTS)!.message).toContain(`a line of the code ${message}: '`);
});
