"""Runs inline code of flows: reads requests line by line, and answers each with one line.

A request is {"code", "variables", "seconds"}; an answer is {"value"}, {"error": {"type", "message", "line"}} or
{"noJson", "message"}. The names of this program are bound before any code runs, and the answers go to a copy of the
standard output, so that what the code prints or replaces does not get between. That is no sandbox: the code can do
whatever the user who runs it can do.
"""
import ast
import builtins
import faulthandler
import json
import os

dumps, loads, write, parse, Expr, Expression = json.dumps, json.loads, os.write, ast.parse, ast.Expr, ast.Expression
answers = os.dup(1)
os.dup2(2, 1)
requests = os.fdopen(os.dup(0), 'rb')
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
nowhere = open(os.devnull, 'w')
NAME = '<inline code>'

def run(code, variables):
    tree = parse(code, NAME)
    scope = {'__name__': '__main__', '__builtins__': builtins, **variables}
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], Expr) else None
    exec(compile(tree, NAME, 'exec'), scope)
    return None if last is None else eval(compile(Expression(last.value), NAME, 'eval'), scope)

def line_of(error):
    if isinstance(error, SyntaxError) and error.filename == NAME:
        return error.lineno
    line, trace = None, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line

def failure(error):
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    return {'type': type(error).__name__, 'message': text, 'line': line_of(error)}

def answer(line):
    try:
        request = loads(line)
        # should the one who asked be gone, an endless loop ends all the same
        faulthandler.dump_traceback_later(request['seconds'] + 5, exit=True, file=nowhere)
        value = run(request['code'], request['variables'])
    except BaseException as error:
        return dumps({'error': failure(error)})
    finally:
        faulthandler.cancel_dump_traceback_later()
    try:
        return dumps({'value': value}, allow_nan=False)
    except BaseException as error:
        return dumps({'noJson': type(value).__name__, 'message': str(error)})

for line in requests:
    out = answer(line).encode('ascii') + b'\n'
    while out:
        out = out[write(answers, out):]
