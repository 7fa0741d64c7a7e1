/** Warnings: each is said once, at the construct it is about, in one line, and no more when it is acknowledged. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Annotations, type App, Stack } from 'aws-cdk-lib';
import { ask, newStack, synthErrors, type Warning, warningsOf } from '../small-flows';
import { loop, type Row, ROWS, whole } from './warning-rows';
import { ConditionNode, type Flow, LoopNode, OutputNode } from '../../src';
import { OWN_CODES, SERVICE_CODES } from '../../src/core/constraints';
import { RULES } from '../../src/core/validate/registry';

const SAID_BY_CONSTRUCTORS = new Set([
  'DraftReference', 'ForeignGrantee', 'ImmutableRole', 'LoopPolarity', 'LoopPorts', 'RenamedConnection',
  'UnguardedRetrieve', 'UnknownModel',
]);

// what is said beside it, too
const BESIDE: { readonly [code: string]: readonly string[] } = { LoopPorts: ['LoopPolarity'] };

const rows = ROWS.map((row, at) => ({ ...row, name: `${at + 1} ${row.code}` }));

/** The stack that a row is about, and the warnings of its first synth. */
function synthesized(row: Row, acknowledge: (stack: Stack) => void = () => undefined) {
  const first = newStack();
  // a row may be about another stack of the app
  const made = row.make(first);
  const stack = made instanceof Stack ? made : first;
  acknowledge(stack);
  expect(synthErrors(stack)).toEqual([]);
  return { stack, warnings: warningsIn(stack, row) };
}

function warningsIn(
  stack: Stack, { code }: Row, assembly = (stack.node.root as App).synth(),
): readonly Warning[] {
  return warningsOf(stack, assembly).filter(({ id }) => !(BESIDE[code] ?? []).includes(id));
}

function told(row: Row, acknowledge: (stack: Stack) => void): readonly Warning[] {
  return synthesized(row, acknowledge).warnings;
}

test('there is a row for every warning', () => {
  const said = sources(join(__dirname, '../../src'))
    .flatMap((text) => [...text.matchAll(/\bwarn\([\w.]+, '(\w+)'/g)].map(([, code]) => code));
  const ruled = RULES.filter(({ severity }) => severity === 'warning').map(({ code }) => code);
  expect(said.length).toBeGreaterThan(8);
  expect([...new Set(ROWS.map(({ code }) => code))].sort())
    .toEqual([...new Set([...said, ...ruled, 'RetiredKey'])].sort());
});

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

describe('is said once, at its construct, in one line, however often the app is synthesized', () => {
  test.each(rows)('$name', (row) => {
    const { stack, warnings: [warning, ...others] } = synthesized(row);
    expect(others).toEqual([]);
    expect([warning.id, warning.path]).toEqual([row.code, row.path]);
    expect(warning.message).toBe(`[${row.path}] ${row.text} [${row.code}]`);
    const [, place, text, code] = /^\[([^\]]+)\] (.+) \[(\w+)\]$/.exec(warning.message)!;
    expect([place, code]).toEqual([row.path, row.code]);
    expect([...OWN_CODES, ...SERVICE_CODES]).toContain(code);
    expect(text).toMatch(/^[^A-Z].+\S; \S.+[^.]$/);
    expect(text).not.toMatch(/[.!] [A-Z]|\n|\s\s|undefined|\[object|Token\[/);
    expect(warningsIn(stack, row, (stack.node.root as App).synth({ force: true }))).toEqual([warning]);
  });
});

describe('is gone when it is acknowledged', () => {
  const at = (stack: Stack, path: string) => stack.node.root.node.findAll().find(({ node }) => node.path === path)!;
  const acknowledged = (row: Row, path: string) => told(row, (stack) => Annotations.of(at(stack, path))
    .acknowledgeWarning(`cdk-bedrock-flows:${row.code}`, 'known'));

  test.each(rows)('$name, above the construct', (row) => {
    expect(acknowledged(row, row.path.slice(0, row.path.lastIndexOf('/')))).toEqual([]);
  });

  // aws-cdk-lib 2.224 looks only above a construct when a warning comes after its acknowledgement, as those of the
  // rules do
  test.each(rows.filter(({ code }) => SAID_BY_CONSTRUCTORS.has(code)))('$name, at the construct', (row) => {
    expect(acknowledged(row, row.path)).toEqual([]);
  });

  test.each(rows)('$name, for the whole stack', (row) => {
    expect(told(row, (stack) => Annotations.of(stack).acknowledgeWarning(`cdk-bedrock-flows:${row.code}`, 'known')))
      .toEqual([]);
  });

  test('and only that one', () => {
    expect(told(ROWS[0], (stack) => Annotations.of(stack).acknowledgeWarning('cdk-bedrock-flows:LoopPorts', 'known')))
      .toHaveLength(1);
  });

  const ofFlows = rows.filter(({ path }) => /^\w+\/F\b/.test(path));
  test.each(ofFlows)('$name, at the flow', (row) => {
    expect(told(row, (stack) => (stack.node.findChild('F') as Flow).acknowledge(row.code, 'known'))).toEqual([]);
  });

  test('a flow knows nothing of aliases', () => {
    const flow = whole(newStack());
    expect(() => flow.acknowledge('NoSmokeTest', 'known')).toThrow('[S/F] \'NoSmokeTest\' is not a code of a rule; '
      + 'copy it from the end of the message [IllegalValue]');
  });
});

describe('several of one kind', () => {
  test('at several nodes: each', () => {
    const stack = newStack();
    const flow = whole(stack);
    for (const id of ['One', 'Two', 'Three']) { ask(flow, id, { whole: flow.input }); }
    expect(warningsOf(stack).map(({ id, path }) => [id, path]))
      .toEqual([['UnusedNodeOutput', 'S/F/One'], ['UnusedNodeOutput', 'S/F/Two'], ['UnusedNodeOutput', 'S/F/Three']]);
  });

  test('at one node: each', () => {
    const stack = newStack();
    const flow = whole(stack);
    const route = new ConditionNode(flow, 'Route', { inputs: { text: flow.input.stringAt('text') } });
    route.when('isYes', 'text == "yes"');
    route.when('isNo', 'text == "no"');
    expect(warningsOf(stack).map(({ id }) => id))
      .toEqual(['UnconnectedCondition', 'UnconnectedCondition', 'UnconnectedCondition']);
  });

  test('a loop inside: at the node in it', () => {
    const stack = newStack();
    const flow = whole(stack);
    const refine = new LoopNode(flow, 'Refine', { inputs: { loopInput: flow.input.stringAt('text') } });
    const text = refine.value('loopInput');
    ask(refine, 'Draft', { text });
    refine.continueWhile('again', 'text == ""', { inputs: { text }, outputs: { loopOutput: text } });
    new OutputNode(flow, 'Refined', { document: refine.output('loopOutput') });
    expect(warningsOf(stack).map(({ id, path }) => [id, path]))
      .toEqual([['LoopPolarity', 'S/F/Refine'], ['UnlimitedTokens', 'S/F/Refine/Draft'],
        ['UnusedNodeOutput', 'S/F/Refine/Draft']]);
  });
});

test('sizes and counts that nobody reads are no matter', () => {
  const stack = newStack();
  loop(stack, 'loopInput', 'loopOutput');
  expect((stack.node.findChild('F') as Flow).findNode('Refine').output('loopOutput')).toBeDefined();
  expect(((stack.node.findChild('F') as Flow).findNode('Refine') as LoopNode).iterationCount.dataType).toBe('Number');
  expect(warningsOf(stack).map(({ id }) => id)).toEqual(['LoopPolarity']);
});
