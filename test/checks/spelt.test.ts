/** Names of members in messages, in the language that jsii says the program is written in. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ts from 'typescript';

const SRC = join(__dirname, '../../src');
const AGENTS: { readonly [language: string]: string | undefined } = {
  'TypeScript': undefined,
  'Python': 'Python/3.12.1',
  'Java': 'Java/21.0.2',
  'C#': 'DotNet/8.0.1',
  'Go': 'go1.23.1/linux/amd64',
};

const UNLIMITED = join(__dirname, '../corpus/rules/UnlimitedTokens/invalid.json');

type Library = typeof import('../../src');

/** The library as a program in the language has it. */
function libraryIn(language: string): Library {
  const agent = AGENTS[language];
  if (agent === undefined) { delete process.env.JSII_AGENT; } else { process.env.JSII_AGENT = agent; }
  jest.resetModules();
  return jest.requireActual<Library>('../../src');
}

function saidBy(library: Library, program: (flow: InstanceType<Library['Flow']>, stack: Stack) => unknown): string {
  const stack = new Stack(new App(), 'S');
  try {
    program(new library.Flow(stack, 'Flow'), stack);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing is wrong');
}

afterAll(() => { delete process.env.JSII_AGENT; });

describe('messages name members', () => {
  test.each([
    ['TypeScript', 'topP'], ['Java', 'topP'], ['C#', 'topP'], ['Go', 'topP'], ['Python', 'top_p'],
  ])('in %s as %s', (language, name) => {
    const library = libraryIn(language);
    expect(saidBy(library, (flow) => new library.PromptNode(flow, 'Ask', {
      model: library.FlowModel.fromModelId('amazon.nova-lite-v1:0'),
      prompt: library.FlowPrompt.inline('Hello', { inference: { topP: 2 } }),
    }))).toContain(`'${name}' is 2, but must be `);
  });

  describe('in Python', () => {
    let library: Library;
    beforeAll(() => { library = libraryIn('Python'); });

    test('with calls, and the function that was called', () => {
      expect(saidBy(library, () => library.FlowModel.fromModelId(5 as never)))
        .toMatch(/^\[FlowModel\.from_model_id\] /);
      expect(saidBy(library, () => library.FlowModel.fromModelId('${Token[TOKEN.1]}')))
        .toMatch(/use FlowModel\.inference_profile\(\), FlowModel\.foundation_model\(\) .* FlowModel\.known_at/);
    });

    test('that must be given, and those that there are', () => {
      expect(saidBy(library, () => library.FlowThroughput.maxConcurrency({} as never)))
        .toMatch(/^\[FlowThroughput\.max_concurrency\] .*tokens_per_minute.*run_time/);
      expect(saidBy(library, (_, stack) => new library.CanaryFlowAlias(stack, 'Live', null as never)))
        .toContain('error_alarm');
    });

    test('of which one must be given', () => {
      expect(saidBy(library, (flow) => new library.CollectorNode(flow, 'All', { arrayItem: flow.input } as never)))
        .toMatch(/'array_size'/);
    });

    test('that the test calls', () => {
      expect(saidBy(library, (flow) => {
        new library.OutputNode(flow, 'Out', { document: flow.input });
        library.testing.FlowSimulator.fromFlow(flow).mockType('Prompt', {} as never);
      })).toMatch(/^\[FlowSimulator\.mock_type\] /);
    });

    test('that are durations', () => {
      const alias = (flow: InstanceType<Library['Flow']>, stack: Stack) =>
        new library.FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
      expect(saidBy(library, (flow, stack) => new library.BedrockFlowExecution(stack, 'Run', {
        alias: alias(flow, stack), pollInterval: Duration.hours(1),
      }))).toContain('\'poll_interval\' is 1 hour');
    });

    test('without `new`', () => {
      expect(saidBy(library, (flow, stack) => new library.FlowAlarms(stack, 'Alarms', {
        source: new library.FlowAlias(stack, 'Live', { flow, aliasName: 'live' }), actions: ['topic'] as never,
      }))).toMatch(/write cloudwatch_actions\.SnsAction\(\) \[/);
    });

    test('in warnings', () => {
      const stack = new Stack(new App(), 'S');
      const flow = new library.Flow(stack, 'Flow');
      const ask = new library.PromptNode(flow, 'Ask', {
        prompt: library.FlowPrompt.fromPromptArn('arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPTAAAA:1'),
      });
      new library.OutputNode(flow, 'Out', { document: ask.modelCompletion });
      Annotations.fromStack(stack).hasWarning('*', Match.stringLikeRegexp('FlowModel\\.from_model_id\\('));
    });

    test('in findings on what constructs made, and not on what was imported', () => {
      const stack = new Stack(new App(), 'S');
      const flow = new library.Flow(stack, 'Flow', { inputType: library.FlowDataType.ARRAY });
      const each = new library.IteratorNode(flow, 'Each', { array: flow.input });
      const ask = new library.PromptNode(flow, 'Ask', {
        model: library.FlowModel.fromModelId('anthropic.claude-3-haiku-20240307-v1:0'),
        prompt: library.FlowPrompt.inline('{{item}}'),
        inputs: { item: each.arrayItem },
      });
      new library.OutputNode(flow, 'Out', { document: ask.modelCompletion });
      new library.Flow(stack, 'Imported', { definition: library.FlowDefinition.fromFile(UNLIMITED) });
      const warnings = Annotations.fromStack(stack);
      warnings.hasWarning('/S/Flow/Ask', Match.stringLikeRegexp('set max_tokens in its inference'));
      warnings.hasWarning('*', Match.stringLikeRegexp('set maxTokens in its inference'));
    });

    test('in what a policy asks for', () => {
      const app = new App();
      const flow = new library.Flow(new Stack(app, 'S'), 'Flow');
      const ask = new library.PromptNode(flow, 'maxTokens', {
        model: library.FlowModel.fromModelId('amazon.nova-lite-v1:0'),
        prompt: library.FlowPrompt.inline('{{text}}'),
        inputs: { text: flow.input },
      });
      new library.OutputNode(flow, 'Out', { document: ask.modelCompletion });
      new library.FlowAlias(flow, 'Live', { flow, aliasName: 'live' });
      const templatePaths = app.synth().stacks.map(({ templateFullPath }) => templateFullPath);
      const { violations } = new library.FlowPolicyPlugin({ maxTokens: 100, minRetainedVersions: 2 })
        .validate({ templatePaths } as never);
      expect(violations.map(({ description, fix }) => `${description}; ${fix}`)).toEqual([
        expect.stringMatching(/; set retained_versions in current_version_options of the flow$/),
        'node \'maxTokens\': the policy allows at most 100 tokens, but the node has no max_tokens; set max_tokens in '
          + 'its inference configuration',
      ]);
      expect(() => new library.FlowPolicyPlugin({ maxLoopRounds: 0 })).toThrow('\'max_loop_rounds\' is 0, but must');
      expect(() => new library.FlowPolicyPlugin({})).toThrow(/the policy is empty; give it 'allowed_models', .*'max_t/);
    });

    test('but not what users named', () => {
      expect(saidBy(library, (flow) => {
        const loop = new library.LoopNode(flow, 'runWhen', { inputs: { maxTokens: flow.input } });
        loop.value('runWhen');
      })).toMatch(/\/runWhen\] there is no input 'runWhen', 'inputs' has only 'maxTokens'; add runWhen: /);
    });

    test('and not keys of a definition', () => {
      const inline = { modelId: 5 };
      const nodes = [{ name: 'Ask', type: 'Prompt', configuration: { prompt: { sourceConfiguration: { inline } } } }];
      expect(saidBy(library, () => library.FlowDefinition.fromJson({ nodes, connections: [] })))
        .toMatch(/sourceConfiguration.*modelId/);
    });

    test('and not keys of front matter', () => {
      const file = join(mkdtempSync(join(tmpdir(), 'spelt-')), 'ask.md');
      writeFileSync(file, '---\ninference:\n  max_tokens: 5\n---\nHello\n');
      expect(saidBy(library, () => library.FlowPrompt.fromFile(file)))
        .toMatch(/ask\.md\] 'inference' has no option 'max_tokens'; did you mean 'maxTokens'\?/);
    });
  });
});

/** What is no text for people: expressions of other languages, and names that are put together. */
const OTHER = [
  'approval/approval-states.ts', 'canary/router-metrics.ts', 'metrics/share-of.ts', 'step-functions/',
];

describe('texts of the library', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')
    && !/^(core|runner|lambda)\/|programs\//.test(file) && !OTHER.some((start) => file.startsWith(start)));

  test.each(files)('name members only where they are spelt: %s', (file) => {
    expect(untagged(readFileSync(join(SRC, file), 'utf8'))).toEqual([]);
  });

  test('are found', () => {
    expect(untagged('f(\'pass \\\'runWhen\\\'\', `use Flow.fromFlowArn(${x})`, spelt`pass \'runWhen\'`, \'runWhen\', '
      + '\'flow.currentVersion\')'))
      .toEqual(['pass \'runWhen\'', 'use Flow.fromFlowArn(…)', 'flow.currentVersion']);
  });
});

const NAMED = /'[a-z]+[A-Z][A-Za-z]*'|\b[a-z]+[A-Z][A-Za-z]*\(|\bnew [\w.]+\(|\bflow\.[a-z]+[A-Z]/;

/** Texts that name a member in quotes, a member of a flow, or a call, and do not go through the spelling. */
function untagged(source: string): readonly string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node)) {
      const { template } = node;
      if (ts.isTemplateExpression(template)) { template.templateSpans.forEach(({ expression }) => look(expression)); }
      return;
    }
    const text = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text
      : ts.isTemplateExpression(node)
        ? [node.head, ...node.templateSpans.map(({ literal }) => literal)].map((part) => part.text).join('…') : '';
    if (NAMED.test(text)) { found.push(text); }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile('file.ts', source, ts.ScriptTarget.Latest));
  return found;
}
