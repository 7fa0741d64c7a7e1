import { input, loop, node, output, said } from './said';

interface Ports {
  readonly inputs?: readonly object[];
  readonly outputs?: readonly object[];
  readonly start?: readonly object[];
  readonly end?: readonly object[];
}

const ports = ({ inputs = [], outputs = [], start = [], end = [] }: Ports) => said('UnmatchedLoopPort', {
  nodes: [loop('Again', {
    nodes: [node('Begin', 'LoopInput', { outputs: start }), node('End', 'LoopController', { inputs: end })],
  }, { inputs, outputs })],
}).map((line) => line.slice(line.indexOf(': ') + 2, line.lastIndexOf(';')));

const exit = (name: string) => input(name, { category: 'ExitLoop' });
const back = (name: string) => input(name, { category: 'ReturnValueToLoopStart' });

test.each<[string, Ports, readonly string[]]>([
  ['all match', {
    inputs: [input('text')], start: [output('text')], end: [back('text'), exit('result')], outputs: [output('result')],
  }, []],
  ['an input without a start', { inputs: [input('text')], start: [output('other')] }, ['input \'text\' of the loop has '
    + 'no output of that name on its LoopInput']],
  ['an output without an exit', { outputs: [output('text')], end: [exit('other'), back('text')] },
    ['output \'text\' of the loop has no input of that name and category ExitLoop on its LoopController']],
  ['the count of rounds, which needs no exit', { outputs: [output('iterationCount')], end: [exit('other')] }, []],
  ['no exits at all', { outputs: [output('text')], end: [back('text')] }, []],
  ['no starts at all', { inputs: [input('text')], end: [back('text')] }, []],
  ['a way back to nothing', { start: [output('text')], end: [back('other')] }, ['input \'other\' returns to the '
    + 'start of the loop, but the LoopInput has no output of that name']],
  ['no category', { end: [input('text')] }, ['input \'text\' of the LoopController has no category, so its purpose is '
    + 'unknown']],
  ['a misspelt category', { end: [input('text', { catgory: 'ExitLoop' })] }, []],
  ['ports without names', {
    inputs: [input('')], start: [output('text')], end: [input(''), back(''), exit('x')], outputs: [output('')],
  }, []],
])('%s', (_, given, expected) => expect(ports(given)).toEqual(expected));
