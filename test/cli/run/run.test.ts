import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home, TRIAGE } from './flows';
import { joined } from '../../../src/core/joined';
import { cli, folder, type World } from '../support';

const at = home({
  'two.template.json': {
    Resources: {
      Triage: { Type: 'AWS::Bedrock::Flow', Properties: { Name: 'triage', Definition: TRIAGE } },
      Echo: {
        Type: 'AWS::Bedrock::Flow',
        Properties: {
          Name: 'echo',
          Definition: {
            nodes: [
              {
                name: 'In',
                type: 'Input',
                configuration: { input: {} },
                outputs: [{ name: 'document', type: 'Object' }],
              },
              {
                name: 'Out',
                type: 'Output',
                configuration: { output: {} },
                inputs: [{ name: 'document', type: 'Object', expression: '$.data' }],
              },
            ],
            connections: [{
              name: 'InToOut',
              type: 'Data',
              source: 'In',
              target: 'Out',
              configuration: { data: { sourceOutput: 'document', targetInput: 'document' } },
            }],
          },
        },
      },
    },
  },
  'text.template.json': {
    Resources: { Text: { Type: 'AWS::Bedrock::Flow', Properties: { DefinitionString: '{bad' } } },
  },
  's3.template.json': {
    Resources: {
      Far: { Type: 'AWS::Bedrock::Flow', Properties: { DefinitionS3Location: { Bucket: 'bucket', Key: 'key' } } },
    },
  },
  'input.txt': 'where is my money?\n',
});
const file = (name: string) => join(at, name);
const run = async (argv: readonly string[], world?: World) => cli(['run', ...argv], world);
const triage = ['--mocks', file('mocks.json')];

test('shows each node, what went in and what came out', async () => {
  expect(await run([file('triage.json'), '--input', 'money', ...triage])).toEqual({
    code: 0,
    err: '',
    out: [
      'Start Input', '  -> document: "money"',
      'Classify Prompt', '  <- message: "money"', '  -> modelCompletion: "refund"',
      'Route Condition', '  <- category: "refund"', '  -> isRefund',
      'Reply Prompt', '  <- message: "money"', '  -> modelCompletion: "You get it back."',
      'Refund Output', '  <- document: "You get it back."',
      'not visited: Other',
      'SUCCESS', 'Refund: You get it back.', '',
    ].join('\n'),
  });
});

test('on a terminal it shows how long nodes took; what mocks only say they take is not waited for', async () => {
  const mocks = join(home({
    'slow.json': {
      nodes: {
        Classify: { command: ['sh', '-c', 'sleep 0.1; echo \\"refund\\"'] },
        Reply: { returns: 'x', latencyMs: 7_200_000 },
      },
    },
  }), 'slow.json');
  const shown = async (world: World) =>
    (await run([file('triage.json'), '--input', 'money', '--mocks', mocks, '--no-color'], world)).out;
  const out = await shown({ isTTY: true });
  expect(Number(/^Classify Prompt\n.*\n.*\n  took (\d+) ms$/m.exec(out)![1])).toBeGreaterThanOrEqual(99);
  expect(out).toMatch(/^Reply Prompt\n.*\n.*\n  took 7200\.\d s$/m);
  expect(await shown({})).toMatch(/^Classify Prompt\n.*\n.*\nRoute[^]*^Reply Prompt\n.*\n.*\n  took 7200\.0 s$/m);
});

test('a flow is chosen by its logical id, with or without the hash of CDK, or by its name', async () => {
  const flow = (name: string) => ({ Type: 'AWS::Bedrock::Flow', Properties: { Name: name, Definition: TRIAGE } });
  const resources = { Support5CFB64A3: flow('one'), Sales5CFB64A3: flow('two'), Sales12345678: flow('three') };
  const template = join(home({ 'app.template.json': { Resources: resources } }), 'app.template.json');
  const chosen = async (id: string) => run([template, '--flow', id, '--input', 'money', ...triage]);
  for (const id of ['Support5CFB64A3', 'Support', 'one', 'three', 'Sales12345678']) {
    expect([id, (await chosen(id)).code]).toEqual([id, 0]);
  }
  expect((await chosen('Sales')).err).toContain('contains no flow \'Sales\'');
  expect((await chosen('Suport')).err).toContain('did you mean \'Support\'?');
});

test('--json gives the events of InvokeFlow, one a line', async () => {
  const { out, code } = await run([file('triage.json'), '--input', 'money', '--json', ...triage]);
  const events = out.trim().split('\n').map((line) => JSON.parse(line));
  expect(code).toBe(0);
  expect(events[events.length - 1]).toEqual({ flowCompletionEvent: { completionReason: 'SUCCESS' } });
  expect(events).toContainEqual({
    flowOutputEvent: { nodeName: 'Refund', nodeType: 'FlowOutputNode', content: { document: 'You get it back.' } },
  });
  expect(events.every((event) => Object.keys(event).length === 1)).toBe(true);
});

test('the input comes from a file or standard input', async () => {
  for (const { option, world } of [{ option: `@${file('input.txt')}` }, {
    option: '-', world: { stdin: 'where is my money?\n' },
  }]) {
    expect((await run([file('triage.json'), '--input', option, ...triage], world)).out).toContain('-> document: "where '
      + 'is my money?"\n');
  }
});

test('what is JSON is text where the flow takes a text', async () => {
  expect((await run([file('triage.json'), '--input', '42', ...triage])).out).toContain('-> document: "42"');
  expect((await run([file('triage.json'), '--input', '"42"', ...triage])).out).toContain('-> document: "42"');
  expect((await run([file('two.template.json'), '--flow', 'Echo', '--input', '{"a":1}'])).out)
    .toContain('Out: {"a":1}\n');
});

test.each(['Echo', 'echo'])('a flow of a template goes by its logical id and its name: %s', async (name) => {
  expect((await run([file('two.template.json'), '--flow', name, '--input', '{"a":1}'])).out)
    .toContain('Out: {"a":1}\n');
});

test('a flow that GetFlow gave goes by its name and id, a bare definition by its file', async () => {
  const exported = home({ 'export.json': { name: 'triage', id: 'ABCDEFGHIJ', definition: TRIAGE } });
  for (const [path, name] of [
    [join(exported, 'export.json'), 'triage'], [join(exported, 'export.json'), 'ABCDEFGHIJ'],
    [file('triage.json'), 'triage'],
  ]) {
    expect((await run([path, '--flow', name, '--input', 'money', ...triage])).code).toBe(0);
  }
  expect((await run([file('triage.json'), '--flow', 'nothing'])).err)
    .toMatch(/contains no flow 'nothing'; there are 'triage' \[NoFlow\]\n$/);
});

test('an input of the wrong type is the service\'s error, and exit code 1', async () => {
  const { code, out } = await run([file('two.template.json'), '--flow', 'Echo', '--input', '7']);
  expect(code).toBe(1);
  expect(out).toMatch(
    /validationException.*Expected type for Node Output document of Node In to be OBJECT\. Actual type is NUMBER\.\n$/,
  );
});

test('one node alone', async () => {
  expect((await run([file('triage.json'), '--node', 'Reply', '--input', '{"message":"hello"}', ...triage])).out)
    .toContain('Reply Prompt\n  <- message: "hello"\n  -> modelCompletion: "You get it back."\n');
  expect((await run([file('triage.json'), '--node', 'Route', '--input', '{"category":"refund"}'])).out)
    .toContain('Route Condition\n  <- category: "refund"\n  -> isRefund\n');
});

test('a recording answers as it did', async () => {
  const recording = file('recorded.json');
  await run([file('triage.json'), '--input', 'money', '--record', recording, ...triage]);
  expect(existsSync(recording)).toBe(true);
  const { code, out } = await run([file('triage.json'), '--input', 'money', '--replay', recording]);
  expect({ code, last: out.split('\n').slice(-2) }).toEqual({ code: 0, last: ['Refund: You get it back.', ''] });
});

test('a recording that can\'t be written', async () => {
  expect(
    await run([file('triage.json'), '--input', 'money', '--record', join(at, 'none/recorded.json'), ...triage]),
  ).toEqual({
    code: 2,
    out: '',
    err: `${join(at, 'none/recorded.json')}: error: can't be written (ENOENT); give the path of a file in a folder `
      + 'that exists [Usage]\n',
  });
});

test('colours are for terminals', async () => {
  const { out } = await run([file('triage.json'), '--input', 'money', ...triage], { isTTY: true, columns: 80 });
  // eslint-disable-next-line no-control-regex
  expect(out).toMatch(/\u001b\[32mSUCCESS/);
});

test('--explain says how sure a reading is', async () => {
  expect((await run(['--explain', 'looppolarity'])).out)
    .toMatch(/^LoopPolarity \(assumed\)\n {2}rule .*\n {2}reading .*\n {2}source .*\n {2}switch +loopPolarity\n$/);
  expect((await run(['--explain'])).out.split('\n').length).toBeGreaterThan(30);
  expect((await run(['--explain', 'LopPolarity'])).err).toBe("bedrock-flows: error: 'LopPolarity' is not a rule of the "
    + "runner; did you mean 'LoopPolarity'? [Usage]\n");
});

test('missing mocks are named at once, after the steps that there are', async () => {
  const { code, out, err } = await run([file('triage.json'), '--input', 'x']);
  expect({ code, out })
    .toEqual({ code: 2, out: 'Start Input\n  -> document: "x"\nClassify Prompt\n  <- message: "x"\n' });
  expect(err).toBe('bedrock-flows: error: [Classify] the Prompt node \'Classify\' runs, but nothing answers for it, '
    + 'nor for \'Reply\'; '
    + 'add "Classify": {"returns": "text of the model"}, "Reply": {"returns": "text of the model"} to the '
    + 'mocks of nodes [MissingHandler]\n');
});

test('a run that does not come to its end keeps its recording, and replaces none by nothing', async () => {
  const half = join(home({ 'half.json': { nodes: { Classify: { returns: 'refund' } } }, 'none.json': { nodes: {} } }),
    'half.json');
  const recording = join(half, '../recorded.json');
  for (const mocks of [half, join(half, '../none.json')]) {
    expect((await run([file('triage.json'), '--input', 'x', '--mocks', mocks, '--record', recording])).code).toBe(2);
    expect(JSON.parse(readFileSync(recording, 'utf8')))
      .toMatchObject({ calls: [{ node: 'Classify', settlement: { value: 'refund' } }] });
  }
});

test.each<[string, readonly string[], RegExp]>([
  ['no file', [], /no file is given; name a file or folder/],
  ['several flows', [file('two.template.json')],
    /contains 2 flows, 'Triage' and 'Echo'; choose one with --flow Triage/],
  ['no such flow', [file('two.template.json'), '--flow', 'Triag'], /contains no flow 'Triag'; did you mean 'Triage'\?/],
  ['no such node', [
    file('triage.json'), '--node', 'Replay',
  ], /--node: error: the flow has no node 'Replay'; did you mean 'Reply'\?/],
  ['a node that needs others', [file('triage.json'), '--node', 'Start'], /a node of type Input can't run alone/],
  ['a mock for no node', [
    file('triage.json'), '--input', 'x', '--mocks',
    join(home({ 'm.json': { nodes: { Clasify: { returns: 1 } } } }), 'm.json'),
  ], /Clasify.*'Classify'/],
  ['no input', [file('triage.json'), ...triage], /there is no input for the flow/],
  ['a definition that is not JSON', [
    file('text.template.json'), '--input', 'x',
  ], /^bedrock-flows: error: \[.*text\.template\.json\] is not JSON at line 1, column 2 .*\[UnreadableFile\]\n$/],
  [
    'a definition in S3', [file('s3.template.json'), '--input', 'x'],
    joined(
      /^bedrock-flows: error: \[.*s3\.template\.json\] the definition of the flow is in S3; download it and give /,
      /the file \[NoFlow\]\n$/,
    ),
  ],
  ['no such file', [file('nothing.json')], /does not exist/],
  ['an input that is not JSON', [
    file('two.template.json'), '--flow', 'Echo', '--input', '{',
  ], /--input: error: is not JSON: .*the flow takes Object/],
  ['two inputs', [file('triage.json'), '--input', 'x', '--inputs', 'y'], /--input and --inputs exclude each other/],
  ['a polarity that '
    + 'there is not', [file('triage.json'), '--loop-polarity', 'both'], /it must be continueWhileTrue or exitWhenTrue/],
])('%s: one line, exit code 2', async (_, argv, line) => {
  const { code, out, err } = await run(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(line);
  expect(err.trim().split('\n')).toHaveLength(1);
});

describe('many runs', () => {
  const cases = home({
    'mocks.json': {
      nodes: { Classify: { sequence: ['refund'], repeat: 'cycle' }, Reply: { returns: 'You get it back.' } },
    },
    'cases.jsonl': [
      {
        name: 'a refund',
        input: 'money',
        expect: { output: 'You get it back.', takes: ['Route.isRefund'], visits: ['Reply'], skips: ['Other'] },
      },
      { name: 'by node', input: 'money', expect: { outputs: { Refund: 'You get it back.' } } },
      { input: 'anything' },
    ].map((one) => JSON.stringify(one)).join('\n'),
    'wrong.jsonl': [
      { name: 'another text', input: 'money', expect: { output: 'No.' } },
      {
        name: '<other>',
        input: 'money',
        expect: { skips: ['Reply'], takes: ['Route.default'], error: 'validationException' },
      },
    ].map((one) => JSON.stringify(one)).join('\n'),
    'broken.jsonl': '{"input": 1}\n{"inputs": 1}\n',
  });
  const many = async (name: string, ...more: string[]) =>
    run([join(cases, 'triage.json'), '--mocks', join(cases, 'mocks.json'), '--inputs', join(cases, name), ...more]);

  test('all as expected, with what was reached', async () => {
    expect(await many('cases.jsonl')).toEqual({
      code: 0,
      err: '',
      out: '3 of 3 runs as expected; nodes 5 of 6 (not Other), branches 1 of 2 (not Route.default)\n'
        + '23 -> 18 tokens (guessed); about $0.00053 (tokens guessed), list prices of 2026-11-20 by LiteLLM\n',
    });
  });

  test('what is not as expected', async () => {
    const { code, out } = await many('wrong.jsonl');
    expect(code).toBe(1);
    expect(out).toBe([
      'not as expected another text', '  should give "No.", but gave "You get it back."',
      'not as expected <other>', '  should fail with validationException, but did not fail', '  should not visit '
        + '\'Reply\', but did',
      '  should take \'Route.default\', but took \'Route.isRefund\'',
      '0 of 2 runs as expected; nodes 5 of 6 (not Other), branches 1 of 2 (not Route.default)',
      '14 -> 12 tokens (guessed); about $0.00035 (tokens guessed), list prices of 2026-11-20 by LiteLLM', '',
    ].join('\n'));
  });

  test('one line of JSON for each run', async () => {
    const { out, err } = await many('wrong.jsonl', '--json');
    const lines = out.trim().split('\n').map((line) => JSON.parse(line));
    expect(lines.map(({ name, passed }) => ({ name, passed })))
      .toEqual([{ name: 'another text', passed: false }, { name: '<other>', passed: false }]);
    expect(lines[0])
      .toMatchObject({ outputs: [{ nodeName: 'Refund', document: 'You get it back.' }], branches: ['Route.isRefund'] });
    expect(err).toMatch(/^0 of 2 runs/);
  });

  test('a JUnit report', async () => {
    await many('wrong.jsonl', '--junit', join(cases, 'report.xml'));
    const report = readFileSync(join(cases, 'report.xml'), 'utf8');
    expect(report)
      .toMatch(
        joined(
          /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuite name="triage" tests="2" failures="2" errors="0" /,
          /time="\d+\.\d{3}">\n/,
        ),
      );
    expect(report).toContain('name="&#60;other&#62;"');
    expect(report).toContain('<failure message="should give &#34;No.&#34;, but gave &#34;You get it back.&#34;">');
  });

  test.each<[string, RegExp]>([
    [
      '{"input":"x","expect":{"visits":"Reply"}}',
      joined(
        /:1: "expect": error: "visits" is not a list of strings; give the names of nodes in a list /,
        /\[UnreadableInput\]\n$/,
      ),
    ],
    ['{"input":"x","expect":{"takes":[1]}}', /"takes" is not a list of strings; write it like \["Condition\.branch"\]/],
    ['{"input":"x","expect":{"outputs":["x"]}}',
      /"outputs" is not an object; give documents by the names of Output nodes/],
    ['{"input":"x","expect":{"error":5}}', /"error" is not a string; give the name of an exception/],
    ['{"input":"x","name":{}}', /"name" is not a string; give a string/],
    [
      '{"input":"x","expect":{"skips":["Relpy"]}}',
      /"skips" has 'Relpy', but the flow has no such node; did you mean 'Reply'\?/,
    ],
    [
      '{"input":"x","expect":{"outputs":{"Reply":1}}}',
      /"outputs" has 'Reply', but the flow has no such Output node; there are 'Refund' and 'Other'/,
    ],
    [
      '{"input":"x","expect":{"takes":["Route.refund"]}}',
      /"takes" has 'Route\.refund', but the flow has no such branch; did you mean 'Route\.isRefund'\?/,
    ],
    [
      '{"input":1e400}',
      joined(
        /:1: error: the input or an answer is not JSON: it has the number Infinity at '0'; give plain data /,
        /\[UnreadableInput\]/,
      ),
    ],
    [
      '{"input":"x","expect":{"output":1,"output":2}}',
      /:1: error: has the key 'output' twice in one object; keep one \[UnreadableInput\]/,
    ],
  ])('%s is refused in one line', async (line, said) => {
    const { code, err } = await run([join(cases, 'triage.json'), '--inputs', '-'], { stdin: line });
    expect(code).toBe(2);
    expect(err).toMatch(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('a file of inputs that is not there', async () => {
    expect((await many('no.jsonl')).err)
      .toMatch(/no\.jsonl: error: can't be read \(ENOENT\); correct the path \[UnreadableInput\]\n$/);
  });

  test('a line that can\'t be read', async () => {
    expect((await many('broken.jsonl')).err)
      .toMatch(/broken\.jsonl:2: error: has no "input"; write it like \{"input": "hello"\} \[UnreadableInput\]\n$/);
  });
});

test('what the mocks start is said first', async () => {
  const mocks = join(folder({
    'mocks.json': JSON.stringify({
      nodes: { Classify: { command: ['sh', '-c', 'cat >/dev/null; echo \'"refund"\''] } },
      types: { Prompt: { returns: 'a' } },
    }),
  }), 'mocks.json');
  const { err } = await run([file('triage.json'), '--input', 'x', '--mocks', mocks]);
  expect(err.split('\n')[0]).toMatch(/^the mocks start the program 'sh -c .*'$/);
});
