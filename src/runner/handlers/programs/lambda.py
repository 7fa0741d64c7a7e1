"""Runs a Lambda handler in Python.

Reads {"file", "name", "event", "context"} from the standard input, and writes one line to what was the standard output:
{"value"}, {"error": {"errorType", "errorMessage"}}, {"unloadable"} or {"missing"}. What the handler prints goes to the
standard error.
"""
import importlib.util
import json
import os
import sys

answers = os.dup(1)
os.dup2(2, 1)
given = json.loads(sys.stdin.buffer.read())
file, name = given['file'], given['name']
class Context:
    def get_remaining_time_in_millis(self):
        return self.timeout_ms
context = Context()
for key, other in (('functionName', 'function_name'), ('awsRequestId', 'aws_request_id'), ('timeoutMs', 'timeout_ms')):
    setattr(context, other, given['context'][key])
def answer(reply):
    out = json.dumps(reply, allow_nan=False).encode('ascii') + b'\n'
    while out:
        out = out[os.write(answers, out):]
    sys.stderr.flush()
    os._exit(0)
def failure(error):
    return {'error': {'errorType': type(error).__name__, 'errorMessage': str(error)}}
sys.path.insert(0, os.path.dirname(file))
try:
    spec = importlib.util.spec_from_file_location(os.path.splitext(os.path.basename(file))[0], file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
except BaseException as error:
    answer({'unloadable': type(error).__name__ + ': ' + str(error)})
handler = getattr(module, name, None)
if not callable(handler):
    answer({'missing': [key for key, value in vars(module).items() if callable(value) and not key.startswith('_')]})
try:
    reply = {'value': handler(given['event'], context)}
    json.dumps(reply, allow_nan=False)
except BaseException as error:
    reply = failure(error)
answer(reply)
