import { mkdtempSync, readFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, type aws_bedrock as bedrock, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { everyFieldApp } from './every-field-app';
import type { Kind } from '../../src/core/model/member';
import { memberOf, type StructName, structOf } from '../../src/core/model/shape';
import { SCHEMA_TYPES, schemaFaults } from '../registry-schema';
import { ACCOUNT, definitionOf, fixedStack, REGION, resourcesOf, testFlow, thrown } from '../support';

const { stack, flow: everyField } = everyFieldApp();
const template = Template.fromStack(stack).toJSON();
const INSTALLED: string = JSON.parse(readFileSync(require.resolve('aws-cdk-lib/package.json'), 'utf8')).version;

/** The values of each member that has a fixed set of them. */
type Members = Map<string, readonly string[]>;

describe('the registry schemas', () => {
  test('take the app', () => {
    const types = new Set(Object.values<any>(template.Resources).map(({ Type }) => Type));
    expect(SCHEMA_TYPES.filter((type) => !types.has(type))).toEqual([]);
    expect(schemaFaults(template)).toEqual([]);
  });

  test('refuse what is wrong', () => {
    const wrong = JSON.parse(JSON.stringify(template));
    const properties = Object.values<any>(wrong.Resources)
      .find(({ Properties }) => Properties?.Name === 'every-field').Properties;
    properties.NewProperty = 1;
    properties.Definition.Nodes[0].Name = 'x';
    expect(schemaFaults(wrong)).toEqual([
      expect.stringMatching(/^F\w+: must NOT have additional properties$/),
      expect.stringMatching(/^F\w+\/Definition\/Nodes\/0\/Name: must match pattern/),
    ]);
  });
});

describe('every member of the shape table', () => {
  const rendered = new Set<string>();
  const enums = new Map<string, Set<string>>();

  /** Notes what occurs in a rendered structure: `Struct.member`. */
  function note(name: StructName, value: any): void {
    for (const [key, inside] of Object.entries(value)) {
      const member = key[0].toLowerCase() + key.slice(1);
      rendered.add(`${name}.${member}`);
      enter(memberOf(name, member)!, `${name}.${member}`, inside);
    }
  }

  function enter(kind: Kind<StructName>, path: string, value: any): void {
    if (kind.kind === 'struct') { note(kind.struct, value); }
    if (kind.kind === 'list') { value.forEach((item: any) => enter(kind.item, path, item)); }
    if (kind.kind === 'enum') { enums.set(path, (enums.get(path) ?? new Set()).add(value)); }
  }

  /** All that can stand below a structure: with CloudFormation in a flow, or in a managed prompt. */
  function reachable(name: StructName, inPrompt = false, found: Members = new Map()): Members {
    for (const [member, kind] of Object.entries(structOf(name).members)) {
      if (found.has(`${name}.${member}`) || (kind.cfn === false && !inPrompt)) { continue; }
      const item = kind.kind === 'list' ? kind.item : kind;
      found.set(`${name}.${member}`, item.kind === 'enum'
        ? (inPrompt ? item.values : item.cfnValues ?? item.values) : []);
      if (item.kind === 'struct') { reachable(item.struct, inPrompt, found); }
    }
    return found;
  }

  /** The members and values that nothing in the app has. */
  function forgotten(all: Members): string[] {
    return [...all].flatMap(([path, values]) => [
      ...rendered.has(path) ? [] : [path],
      ...values.filter((value) => !enums.get(path)?.has(value)).map((value) => `${path} = ${value}`),
    ]);
  }

  beforeAll(() => {
    note('Definition', definitionOf(everyField));
    for (const { Properties } of Object.values(resourcesOf(everyField, 'AWS::Bedrock::Prompt'))) {
      for (const { Name: _name, ...variant } of Properties.Variants) { note('InlinePrompt', variant); }
    }
  });

  test('occurs in the flow, if CloudFormation can express it there', () => {
    expect(forgotten(reachable('Definition'))).toEqual([]);
  });

  test('occurs in a managed prompt, if only that can express it', () => {
    // CloudFormation's tools are never strict
    expect(forgotten(reachable('InlinePrompt', true))).toEqual(['ToolSpec.strict']);
  });

  test('has its like in the registry schema', () => {
    const { definitions } =
      JSON.parse(readFileSync(join(__dirname, '../schemas', 'bedrock.json'), 'utf8'))['AWS::Bedrock::Flow'];
    const structures = Object.values<any>(definitions).flatMap((one) => [one, ...one.oneOf ?? []]);
    const inSchema = new Set(structures.flatMap((one) => Object.keys(one.properties ?? {})));
    const ours = [...reachable('Definition').keys()].map((path) => path.split('.')[1])
      .map((member) => member[0].toUpperCase() + member.slice(1));
    expect([...new Set(ours)].filter((member) => !inSchema.has(member))).toEqual([]);
    const others = ['Bucket', 'Key', 'Version'];
    expect([...inSchema].filter((member) => !ours.includes(member) && !others.includes(member))).toEqual([]);
  });
});

/** aws-cdk-lib brings CloudFormation's own validation since 2.262; the suite switches it off, because it is slow. */
const [, minor] = INSTALLED.split('.').map(Number);
(minor >= 262 ? describe : describe.skip)('the validation of aws-cdk-lib', () => {
  const context = { '@aws-cdk/core:validateAgainstDefaultRules': true };

  function report(make: (app: App) => void): any {
    const before = process.env.CDK_VALIDATION;
    process.env.CDK_VALIDATION = 'true';
    try {
      const app = new App({
        context: { ...context, '@aws-cdk/core:enablePartitionLiterals': true },
        outdir: mkdtempSync(join(tmpdir(), 'cdk-out-')),
      });
      make(app);
      return JSON.parse(readFileSync(join(app.synth().directory, 'validation-report.json'), 'utf8'));
    } finally {
      process.env.CDK_VALIDATION = before;
    }
  }

  test('takes the app', () => {
    expect(report((app) => everyFieldApp(fixedStack('S', app))).pluginReports).toEqual([]);
  });

  test('refuses what is wrong, so it has run', () => {
    expect(thrown(() => report((app) => {
      const flow = testFlow(new Stack(app, 'S', { env: { account: ACCOUNT, region: REGION } }));
      (flow.node.defaultChild as bedrock.CfnFlow).addPropertyOverride('NewProperty', 1);
    }))).toContain('NewProperty: Additional properties are not allowed');
  });
});
