/** Names: legal, unique, readable, and the same whatever else is in the flow. */
import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { type Flow, LoopNode, OutputNode } from '../../src';
import { TEXT } from '../../src/core/constraints';
import { everyNode } from '../../src/core/model/visit';
import { alphanumerics } from '../../src/core/names';
import { connectionNames, type Edge } from '../../src/graph/connection-name';
import { cut, shortHash } from '../../src/graph/node-names';
import { runs } from '../fast-check';
import { ask, definitionOf, objectFlow, synthErrors } from '../small-flows';

const legalNode = TEXT.nodeName.pattern;
const legalConnection = TEXT.connectionName.pattern;

/** Makes a node at the end of a path of constructs, sharing those that are there already. */
function nodeAt(flow: Flow, path: readonly string[]): string {
  let scope: Construct = flow;
  for (const id of path.slice(0, -1)) {
    scope = (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope, id);
  }
  return ask(scope, path[path.length - 1], { whole: flow.input }).nodeName;
}

describe('the name of a node', () => {
  test.each<[readonly string[], string]>([
    [['Reply'], 'Reply'],
    [['Reply', 'Draft'], 'Reply_Draft'],
    [['Reply', 'Default', 'Draft'], 'Reply_Draft'],
    [['Resource', 'Reply'], 'Reply'],
    [['a1', 'B2', 'c3'], 'a1_B2_c3'],
    [['A', 'b'], 'A_b'],
    [['x1', '2nd'], 'x1_2nd'],
    [['Some_Id'], 'Some_Id'],
    [['n'.repeat(51)], 'n'.repeat(51)],
    // 51 letters; the service does not count '_'
    [['a'.repeat(17), 'b'.repeat(17), 'c'.repeat(17)], `${'a'.repeat(17)}_${'b'.repeat(17)}_${'c'.repeat(17)}`],
  ])('of %j is the ids', (path, name) => {
    expect(nodeAt(objectFlow(), path)).toBe(name);
    expect(name).toMatch(legalNode);
  });

  test.each<[readonly string[], string]>([
    [['n'.repeat(52)], `${'n'.repeat(43)}_${shortHash('n'.repeat(52))}`],
    [['a'.repeat(42), 'b'.repeat(10)], `${'a'.repeat(42)}_b_${shortHash(`${'a'.repeat(42)}/${'b'.repeat(10)}`)}`],
    [['a'.repeat(43), 'b'.repeat(10)], `${'a'.repeat(43)}_${shortHash(`${'a'.repeat(43)}/${'b'.repeat(10)}`)}`],
    // what stands in no name still makes a difference
    [['Resource', 'n'.repeat(52)], `${'n'.repeat(43)}_${shortHash(`Resource/${'n'.repeat(52)}`)}`],
  ])('of %j is cut and gets a hash', (path, name) => {
    expect(nodeAt(objectFlow(), path)).toBe(name);
    expect(name).toMatch(legalNode);
  });

  test('that begins alike stays different', () => {
    const flow = objectFlow();
    const names = [1, 2, 3].map((at) => nodeAt(flow, [`${'n'.repeat(60)}${at}`]));
    expect(new Set(names).size).toBe(3);
  });

  test('that two ways lead to gets a hash the second time', () => {
    const flow = objectFlow();
    expect(nodeAt(flow, ['Reply_Draft'])).toBe('Reply_Draft');
    expect(nodeAt(flow, ['Reply', 'Draft'])).toBe(`Reply_Draft_${shortHash('Reply/Draft')}`);
  });

  test('gives way to one that was chosen', () => {
    const flow = objectFlow();
    ask(flow, 'Other', { whole: flow.input }, { nodeName: 'Reply' });
    expect(nodeAt(flow, ['Reply'])).toBe(`Reply_${shortHash('Reply')}`);
  });

  test('can be chosen', () => {
    const flow = objectFlow();
    const scope = new Construct(flow, 'not a legal id');
    expect(ask(scope, '1', { whole: flow.input }, { nodeName: 'Reply_1' }).nodeName).toBe('Reply_1');
  });

  describe('inside loops', () => {
    const inLoops = () => {
      const flow = objectFlow();
      const text = flow.input.stringAt('text');
      const names = ['First', 'Second', 'Third'].map((id) => {
        const loop = new LoopNode(flow, id, { inputs: { text } });
        const draft = ask(loop, 'Draft', { text: loop.value('text') });
        loop.continueWhile('again', 'text == ""',
          { inputs: { text: draft.modelCompletion }, outputs: { result: draft.modelCompletion } });
        return draft.nodeName;
      });
      return { flow, names };
    };

    test('is unique in two loops', () => {
      expect(new Set(inLoops().names.slice(0, 2)).size).toBe(2);
    });

    test('is unique in three loops', () => {
      expect(new Set(inLoops().names).size).toBe(3);
    });

    test('is made from the ids from the flow down, as FlowNodeProps.nodeName says', () => {
      expect(inLoops().names).toEqual(['First_Draft', 'Second_Draft', 'Third_Draft']);
    });

    test('does not depend on nodes outside', () => {
      const flow = objectFlow();
      nodeAt(flow, ['Draft']);
      const loop = new LoopNode(flow, 'First', { inputs: { text: flow.input.stringAt('text') } });
      expect(ask(loop, 'Draft', { text: loop.value('text') }).nodeName).toBe(inLoops().names[0]);
    });

    test('of loops with long names that begin alike do not clash', () => {
      const flow = objectFlow();
      const inputs = { text: flow.input.stringAt('text') };
      new LoopNode(flow, `${'n'.repeat(45)}1`, { inputs });
      new LoopNode(flow, `${'n'.repeat(45)}2`, { inputs });
    });

    test.each(['LoopInput', 'LoopController'])('of the loop\'s own %s gives way to one that was chosen', (role) => {
      const flow = objectFlow();
      const text = flow.input.stringAt('text');
      ask(flow, 'Other', { text }, { nodeName: `First_${role}` });
      const loop = new LoopNode(flow, 'First', { inputs: { text } });
      loop.continueWhile('again', 'text == ""',
        { inputs: { text: loop.value('text') }, outputs: { result: loop.value('text') } });
      expect(flow.findNode(`First_${role}_${shortHash(`First/${role}`)}`).nodeType).toBe(role);
    });

    test.each([['my-loop'], ['1st/Loop']])('of a loop can be chosen where its ids are not legal: %s', (path) => {
      const ids = path.split('/');
      const flow = objectFlow();
      const scope = ids.slice(0, -1).reduce<Construct>((above, one) => new Construct(above, one), flow);
      const loop = new LoopNode(scope, ids[ids.length - 1],
        { nodeName: 'Refine', inputs: { text: flow.input.stringAt('text') } });
      expect(loop.nodeName).toBe('Refine');
    });

    test('of the loop\'s own nodes is that of the loop and their role', () => {
      const names = [...everyNode(definitionOf(inLoops().flow))].map(({ node }) => node.name)
        .filter((name) => /Loop(Input|Controller)/.test(name));
      expect(names).toEqual([
        'First_LoopInput', 'First_LoopController', 'Second_LoopInput', 'Second_LoopController', 'Third_LoopInput',
        'Third_LoopController',
      ]);
    });
  });

  const id = fc.oneof(
    fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{1,12}$/),
    fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{40,60}$/),
    fc.constantFrom('Default', 'Resource', 'Reply', 'Draft'),
  );
  const way = fc.array(id, { minLength: 1, maxLength: 4 })
    .filter((ids) => !['Default', 'Resource', 'ExecutionRole', 'ExecutionPolicy'].includes(ids[ids.length - 1]));
  // no way goes through the node at the end of another
  const ways = fc.uniqueArray(way, { minLength: 1, maxLength: 12, selector: (ids) => ids.join('/') })
    .filter((all) => all.every((one) => !all.some((other) => other !== one
      && `${other.join('/')}/`.startsWith(`${one.join('/')}/`))))
    .filter((all) => all.every(([first]) => first !== 'Resource'));

  test('is legal and unique for any ids and nesting', () => {
    fc.assert(fc.property(ways, (all) => {
      const flow = objectFlow();
      const names = all.map((one) => nodeAt(flow, one));
      for (const name of names) { expect(name).toMatch(legalNode); }
      expect(new Set([...names, 'FlowInputNode']).size).toBe(names.length + 1);
    }), { numRuns: runs(60) });
  });

  test('is the same whatever else is in the flow', () => {
    const plain = ways.filter((all) => all.every((ids) => ids.every((one) => one !== 'Default' && one !== 'Resource')));
    fc.assert(fc.property(plain, (all) => {
      const together = objectFlow();
      const names = all.map((one) => nodeAt(together, one));
      expect(names).toEqual(all.map((one) => nodeAt(objectFlow(), one)));
      const backwards = objectFlow();
      expect([...all].reverse().map((one) => nodeAt(backwards, one)).reverse()).toEqual(names);
    }), { numRuns: runs(40) });
  });
});

describe('the name of a connection', () => {
  const data =
    (source: string, output: string, target: string, input: string): Edge => ({ source, output, target, input });

  test('says what it joins', () => {
    expect(connectionNames([
      data('Reply', 'modelCompletion', 'Out', 'document'), { source: 'Route', condition: 'isRefund', target: 'Reply' },
    ])).toEqual(['Reply_to_Out_document', 'Route_isRefund_to_Reply']);
  });

  test.each<[string, readonly [Edge, Edge]]>([
    ['where node and input meet', [data('Aa', 'out', 'Bb', 'cc_dd'), data('Aa', 'out', 'Bb_cc', 'dd')]],
    ['of data and condition', [data('Route', 'out', 'yes_to_Reply', 'text'), {
      source: 'Route', condition: 'to_yes', target: 'Reply_text',
    }]],
    ['of a node that is named like a connection', [
      data('Aa_to_Bb', 'out', 'Cc', 'dd'), data('Aa', 'out', 'Bb_to_Cc', 'dd'),
    ]],
  ])('%s gets a hash of what it joins, both do, in any order', (_, [one, other]) => {
    const names = connectionNames([one, other]);
    expect(new Set(names).size).toBe(2);
    for (const name of names) { expect(name).toMatch(legalConnection); }
    expect(connectionNames([other, one])).toEqual([...names].reverse());
  });

  test('that is too long is cut and gets a hash', () => {
    const long = data('a'.repeat(51), 'out', 'b'.repeat(51), 'c'.repeat(51));
    const [name] = connectionNames([long]);
    const hash = shortHash(`Data/${'a'.repeat(51)}/out/${'b'.repeat(51)}/${'c'.repeat(51)}`);
    expect(name).toBe(`${'a'.repeat(51)}_to_${'b'.repeat(40)}_${hash}`);
    expect(name).toMatch(legalConnection);
    expect(alphanumerics(name)).toBe(101);
    expect(connectionNames([long, { ...long, input: `${'c'.repeat(50)}d` }])[1]).not.toBe(name);
  });

  test('of 101 letters stays whole', () => {
    const [name] = connectionNames([data('a'.repeat(49), 'out', 'b'.repeat(40), 'c'.repeat(10))]);
    expect(name).toBe(`${'a'.repeat(49)}_to_${'b'.repeat(40)}_${'c'.repeat(10)}`);
    expect(alphanumerics(name)).toBe(101);
  });

  test('gives way to one that is there already', () => {
    const [name] = connectionNames([data('Aa', 'out', 'Bb', 'cc')], ['Aa_to_Bb_cc']);
    expect(name).toBe(`Aa_to_Bb_cc_${shortHash('Data/Aa/out/Bb/cc')}`);
  });

  const part = fc.stringMatching(/^[a-c](_?[a-c]){1,3}$/);
  const edge: fc.Arbitrary<Edge> = fc.oneof(
    fc.record({ source: part, output: fc.constant('out'), target: part, input: part }),
    fc.record({ source: part, condition: part, target: part }),
    fc.record({
      source: fc.stringMatching(/^a{30,51}$/),
      output: fc.constant('out'),
      target: fc.stringMatching(/^b{30,51}$/),
      input: fc.stringMatching(/^c{30,51}$/),
    }),
  );

  test('is legal, unique and the same in any order', () => {
    const key = (one: Edge) => JSON.stringify(one);
    fc.assert(fc.property(fc.uniqueArray(edge, { maxLength: 30, selector: key }), (edges) => {
      const names = connectionNames(edges);
      for (const name of names) { expect(name).toMatch(legalConnection); }
      expect(new Set(names).size).toBe(edges.length);
      expect(connectionNames([...edges].reverse())).toEqual([...names].reverse());
    }));
  });

  test('is unique in a flow whose nodes have awkward names', () => {
    const flow = objectFlow();
    const whole = flow.input;
    ask(flow, 'Bb', { cc_dd: whole });
    ask(flow, 'Bb_cc', { dd: whole });
    new OutputNode(flow, 'Out', { document: whole });
    const names = definitionOf(flow).connections!.map(({ name }) => name);
    expect(names[2]).toBe('FlowInputNode_to_Out_document');
    expect(new Set(names).size).toBe(3);
    expect(synthErrors(Stack.of(flow))).toEqual([]);
  });
});

describe('cutting', () => {
  test.each(
    [['abc', 2, 'ab'], ['a_b_c', 2, 'a_b'], ['a_b_c', 3, 'a_b_c'], ['ab_cd', 2, 'ab'], ['', 5, ''], ['abc', 0, '']],
  )('%j to %d', (name, length, expected) => {
    expect(cut(name, length)).toBe(expected);
  });

  test('never leaves an underscore at the end, nor more letters than asked for', () => {
    fc.assert(fc.property(fc.stringMatching(/^[a-zA-Z](_?[0-9a-zA-Z]){1,80}$/),
      fc.integer({ min: 1, max: 60 }), (name, length) => {
        const short = cut(name, length);
        expect(name.startsWith(short)).toBe(true);
        expect(short).not.toMatch(/_$/);
        expect(alphanumerics(short)).toBe(Math.min(length, alphanumerics(name)));
      }));
  });
});
