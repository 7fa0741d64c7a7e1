/** `bedrock-flows diff`: sources, matching of flows, forms of the report, exit codes, and hostile texts. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { EXAMPLES } from '../../../examples';
import { MEAN } from '../../browser/mean';
import { changed } from '../../core/diff/changed';
import { BASES, ROWS } from '../../core/diff/changes';
import { styleFaults } from '../picture/style-faults';
import { cli, flow, folder, pascal, template } from '../support';

const edited = (...names: readonly string[]) => {
  const definition = BASES.main();
  for (const name of names) { ROWS.find((row) => row.name === name)!.edit(definition); }
  return definition;
};
const files = (before: unknown, after: unknown) => {
  const root = folder({ 'a.json': JSON.stringify(before), 'b.json': JSON.stringify(after) });
  return [join(root, 'a.json'), join(root, 'b.json')] as const;
};
const diff = async (argv: readonly string[], world?: Parameters<typeof cli>[1]) => cli(['diff', ...argv], world);

const LAMBDA = 'arn:aws:lambda:us-east-1:111122223333:function:';

test('what is said to people', async () => {
  const { code, out, err } = await diff(files(edited(),
    edited('an Output node is renamed', 'the text of a prompt', 'another function', 'the order of conditions')));
  expect([code, err]).toEqual([0, '']);
  expect(out).toBe(`b: 6 changes: 1 breaking for callers, 1 security, 1 cost and quality, 3 behaviour
  breaking for callers
    Ever: the Output node has another name, and callers look for the old one: Always → Ever
  security
    Lookup: the execution role needs a new permission: lambda:InvokeFunction on ${LAMBDA}other
  cost and quality
    Refund: the text of the prompt is changed
      [-Say-]{+Pay+} [-that -]{{text}}[- is paid-] back
  behaviour
    Lookup: another function is invoked: ${LAMBDA}fn → ${LAMBDA}other
    Lookup: the execution role no longer needs a permission: lambda:InvokeFunction on ${LAMBDA}fn
    Route: the conditions have another order, and the first one that is true applies: ${[
      'isRefund, isOrder, default', 'isOrder, isRefund, default',
    ].join(' → ')}
`);
  expect((await diff(files(edited(), edited()))).out).toBe('b: no change\n');
});

const CHANGES = ROWS.filter(({ said }) => said.length > 0);
test.each(CHANGES)('$name: people see which way it is changed', async (row) => {
  const sides = files(...changed(row));
  const [there, back] = [await diff(sides), await diff([...sides].reverse())];
  const said = ({ out }: typeof there) => out.split('\n').slice(1).join('\n');
  expect(said(there)).not.toBe(said(back));
});

test('a value that is on one side only, with its side', async () => {
  const sides = files(flow(), { ...flow(), extra: 1 });
  expect((await diff(sides)).out).toContain('the definition is changed: not set → {"extra":1}\n');
  expect((await diff([...sides].reverse())).out).toContain('the definition is changed: {"extra":1} → not set\n');
});

test('what is said to programs', async () => {
  const { out } = await diff([...files(edited(), edited('a node is renamed', 'the number of results')), '--json']);
  expect(JSON.parse(out)).toEqual({
    summary: { breaking: 0, dangerous: 0, security: 0, cost: 1, behaviour: 1 },
    flows: [{
      name: 'b',
      status: 'changed',
      changes: [
        {
          kind: 'results',
          class: 'cost',
          node: 'Search',
          message: 'the number of results is changed',
          before: '5',
          after: '20',
        },
        {
          kind: 'nodeRenamed',
          class: 'behaviour',
          node: 'PayBack',
          nodeBefore: 'Refund',
          message: 'the node has another name',
          before: 'Refund',
          after: 'PayBack',
        },
      ],
    }],
  });
});

test('exit codes', async () => {
  const both = files(edited(), edited('an Output node is renamed', 'the number of results'));
  for (const [classes, code] of [
    ['breaking', 1], ['dangerous', 0], ['dangerous,cost', 1], ['any', 1], ['security, dangerous', 0], ['behaviour', 0],
  ] as const) {
    expect([classes, (await diff([...both, '--fail-on', classes])).code]).toEqual([classes, code]);
  }
  expect((await diff([...files(edited(), edited()), '--fail-on', 'any'])).code).toBe(0);
  expect(await diff([...both, '--fail-on', 'grave'])).toMatchObject({
    code: 2, err: expect.stringContaining('it must be any, or some of breaking, dangerous, security, cost, behaviour'),
  });
  expect((await diff([...both, '--json',
    '--html'])).err).toBe('bedrock-flows: error: --json and --html exclude each other; choose one of them [Usage]\n');
  expect((await diff(['-',
    '-'])).err).toBe('bedrock-flows: error: standard input is given twice; name it once [Usage]\n');
  expect((await diff([...both, '--html'], { isTTY: true })).err).toContain('a page is not for a terminal');
  expect((await diff([both[0], 'nowhere.json'])).err).toContain('nowhere.json: error: does not exist');
});

test('flows of templates are matched by name; those that come and go are said', async () => {
  const two = (one: object, other: object, name = 'Second') => ({
    Resources: {
      ...(template({ Definition: pascal(one) }, 'First') as any).Resources,
      ...(template({
        Name: name,
        Definition: pascal(other),
      }, name) as any).Resources,
    },
  });
  const [a, b] = files(two(flow(), edited()), two(flow(), edited('the number of results')));
  expect((await diff([a,
    b])).out).toBe('First: no change\nSecond: 1 change: 1 cost and quality\n  cost and quality\n    Search: the number '
      + 'of results is changed: 5 → 20\n');
  expect((await diff([a, b, '--flow', 'First'])).out).toBe('First: no change\n');
  expect((await diff([a, b, '--flow',
    'Frist'])).err).toContain("contains no flow 'Frist', and neither does the other side; did you mean 'First'?");
  const [, gone] = files(1, two(flow(), edited(), 'Third'));
  const { out, code } = await diff([a, gone, '--fail-on', 'breaking']);
  expect([code, out]).toEqual([1, 'First: no change\nThird: 1 change: 1 behaviour\n  behaviour\n    the flow is new\n'
    + 'Second: 1 change: 1 breaking for callers\n  breaking for callers\n    the flow is removed\n']);
  expect((await diff([a, gone, '--flow', 'Second'])).out).toContain('the flow is removed');
  // an export has no name of its own
  const [exported] = files(edited(), 1);
  expect((await diff([exported, b, '--flow', 'Second'])).out).toContain('5 → 20');
  expect((await diff([exported, b])).err).toContain('choose one with --flow First [NoFlow]');
});

test('keys and prompts of templates', async () => {
  const made = (text: string, version: string, key?: object) => {
    const definition = edited('a managed prompt in place of its text');
    const node = definition.nodes.find(({ name }: { name: string }) => name === 'Refund');
    node.configuration.prompt.sourceConfiguration.resource.promptArn = { Ref: version };
    const variant = {
      Name: 'v',
      TemplateType: 'TEXT',
      ModelId: 'amazon.nova-lite-v1:0',
      TemplateConfiguration: { Text: { Text: text } },
    };
    const definitionOf = JSON.parse(JSON.stringify(pascal(definition)).replace('"PromptArn":{"Ref"',
      '"PromptArn":{"Ref"')) as object;
    return {
      Resources: {
        ...(template({ Definition: definitionOf, ...key && { CustomerEncryptionKeyArn: key } }) as any).Resources,
        Prompt: { Type: 'AWS::Bedrock::Prompt', Properties: { Name: 'p', DefaultVariant: 'v', Variants: [variant] } },
        [version]: {
          Type: 'AWS::Bedrock::PromptVersion',
          Properties: {
            PromptArn: {
              'Fn::GetAtt': ['Prompt',
                'Arn'],
            },
          },
        },
      },
    };
  };
  expect((await diff(files(made('Say {{text}}', 'VersionA'), made('Say {{text}}',
    'VersionB')))).out).toBe('Triage: no change\n');
  expect((await diff(files(made('Say {{text}}', 'VersionA', { Ref: 'Key' }), made('Tell {{text}}', 'VersionB')))).out)
    .toBe(`Triage: 2 changes: 1 security, 1 cost and quality
  security
    the flow has no customer managed key any more: {"Ref":"Key"}
  cost and quality
    Refund: the text of the prompt is changed
      [-Say-]{+Tell+} {{text}}
`);
});

test('standard input, and files of git', async () => {
  const [a, b] = files(edited(), edited('the number of results'));
  expect((await diff(['-', b], { stdin: readFileSync(a) })).out).toContain('5 → 20');
  const root = folder({ 'flows/flow.json': JSON.stringify(edited()) });
  const git = (...argv: readonly string[]) => execFileSync('git', [...argv], { cwd: root, stdio: 'pipe' });
  git('init', '-q');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@example.com', 'commit', '-qm', 'one');
  const here = process.cwd();
  process.chdir(root);
  try {
    expect((await diff(['HEAD:flows/flow.json', b])).out).toContain('5 → 20');
    expect((await diff(['HEAD:flows',
      b])).err).toBe('HEAD:flows: error: is a folder in git; name a file in it [UnreadableInput]\n');
    expect((await diff(['HEAD:none.json', b])).err).toBe('HEAD:none.json: error: is neither a file nor a file in git; '
      + 'give a path, or a revision and a path such as main:flow.json [UnreadableInput]\n');
    for (const ref of ['--output=taken:flow.json', '--ext-diff:flow.json', '$(touch taken):flow.json',
      'HEAD:a\nHEAD:flows/flow.json', '`touch taken`:x']) {
      const { code, out } = await diff(['--', ref, b]);
      expect([ref, code, out, existsSync(join(root, 'taken')), existsSync(join(root,
        'taken:flow.json'))]).toEqual([ref, 2, '', false, false]);
    }
  } finally {
    process.chdir(here);
  }
});

test('outside of a repository git says so', async () => {
  const here = process.cwd();
  process.chdir(folder({}));
  try {
    const { code, err } = await diff(['HEAD:flow.json', 'b.json']);
    expect([code, err.split('\n').length]).toEqual([2, 2]);
    expect(err).toContain("HEAD:flow.json: error: can't be read (not a git repository");
  } finally {
    process.chdir(here);
  }
});

test.each(EXAMPLES.map((one) => [one.name, one] as const))('example %s is no other than itself', async (name,
  { stack: ExampleStack }) => {
  const app = new App({ outdir: folder({}) });
  new ExampleStack(app, 'Example');
  const { directory } = app.synth();
  const { code, out } = await diff([directory, directory, '--fail-on', 'any', '--json']);
  const { flows } = JSON.parse(out) as { flows: { status: string }[] };
  expect([name, code, new Set(flows.map(({ status }) => status))]).toEqual([name, 0, new Set(['same'])]);
});

describe('hostile texts', () => {
  const mean = (json: object, ...words: readonly string[]) => words.reduce((text, word) =>
    text.replaceAll(`"${word}`, `"${JSON.stringify(MEAN).slice(1, -1)}${word}`), JSON.stringify(json));
  const root = folder({
    'a.json': mean(edited(), 'Refund', 'Say'),
    'b.json': mean(edited('the text of a prompt',
      'the number of results'), 'Refund', 'Pay', 'Search'),
  });
  const both = [join(root, 'a.json'), join(root, 'b.json')];

  test.each([[[]], [['--json']], [['--markdown']],
    [['--html']]])('with %j, no control character and no change of direction gets out', async (options) => {
    const { out, code } = await diff([...both, ...options]);
    expect(code).toBe(0);
    // eslint-disable-next-line no-control-regex
    expect(out).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });

  test('Markdown keeps texts in code', async () => {
    const bad = '](http://evil.example) | @someone #1 ```` <img src=x> ` **bold**';
    const after = edited('the text of a prompt', 'the inline code');
    after.nodes.find(({ name }: { name: string }) => name === 'Lookup').inputs[0].expression = bad;
    const { out } = await diff([...files(edited(), after), '--markdown']);
    const [row] = out.split('\n').filter((one) => one.includes('evil'));
    expect(row).toContain('`````](http://evil.example) \\| @someone #1 ```` <img src=x> ` **bold**`````');
    expect(row.replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '')).not.toMatch(/evil|someone|<img/);
  });

  test('pages have no markup of others', async () => {
    const { out } = await diff([...both, '--html']);
    expect(out).toContain('Content-Security-Policy');
    expect(out).toContain("script-src 'none'");
    expect(out).not.toContain('<img');
    expect(out.match(/<script/g)).toBeNull();
  });
});

test('the page has both pictures, marks and links to what is said', async () => {
  const root = folder({});
  const page = join(root, 'diff.html');
  const { code, out } = await diff([...files(edited(), edited('an Output node is added', 'a node is removed',
    'the number of results')), '--html', '-o', page]);
  expect([code, out]).toEqual([0, '']);
  const html = readFileSync(page, 'utf8');
  expect(html.match(/<svg class="p"/g)).toHaveLength(2);
  expect(styleFaults(html)).toEqual([]);
  for (const text of ['± changed', '+ new', '− removed']) { expect(html).toContain(text); }
  const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(2);
  for (const id of links) { expect(html).toContain(`id="${id}"`); }
  const again = join(root, 'again.html');
  await diff([...files(edited(), edited('an Output node is added', 'a node is removed', 'the number of results')),
    '--html', '-o', again]);
  expect(readFileSync(again, 'utf8')).toBe(html);
});
