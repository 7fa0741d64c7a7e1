/** The examples: deployed, updated, destroyed. */
import { App } from 'aws-cdk-lib';
import type { CfnFlow } from 'aws-cdk-lib/aws-bedrock';
import type { Account, AccountState } from './account';
import type { Cdk, Outcome } from './cdk';
import { expectEmpty } from './empty';
import { expectSame, expectThat, type Steps } from './steps';
import type { Example } from '../../examples';
import { Flow } from 'cdk-bedrock-flows';

export class ExamplesLife {
  public constructor(
    private readonly cdk: Cdk, private readonly account: Account, private readonly steps: Steps,
    private readonly examples: readonly Example[],
  ) {}

  public async live(): Promise<void> {
    const names = this.examples.map(({ name }) => name);
    await this.steps.step(`${names.length} deployed`, names, async () => succeeded(await this.cdk.deploy(this.app())));
    await this.steps.step('another prompt in each flow', names, async () => this.update());
    await this.steps.step('destroyed', names, async () => {
      succeeded(await this.cdk.destroy(this.app()));
      this.checkEmpty(await this.account.state());
    });
  }

  /** A flow has changed, so what follows it leads to another version, and the old one is gone unless it is kept. */
  private async update(): Promise<void> {
    const before = await this.account.state();
    succeeded(await this.cdk.deploy(this.app('Please:')));
    const after = await this.account.state();
    expectSame('the flows', Object.keys(after.flows), Object.keys(before.flows));
    for (const [name, { aliases, versions }] of Object.entries(after.flows)) {
      const old = before.flows[name];
      const moved = Object.keys(aliases).filter((alias) => aliases[alias] !== old.aliases[alias]);
      expectThat(Object.keys(old.aliases).length === 0 || moved.length > 0, `no alias of ${name} leads to another `
        + 'version');
      const lost = Object.values(aliases).filter((version) => !versions.includes(version));
      expectSame(`versions of ${name} that aliases lead to, and that are gone`, lost, []);
    }
    expectSame('policies that nothing has', after.loosePolicies, []);
    // each version behind a canary has alarms of its own
    const others = ({ buckets, queues, functions, inferenceProfiles, alarms }: AccountState) =>
      ({ buckets, queues, functions, inferenceProfiles, alarms: alarms.length });
    expectSame('what has nothing to do with the versions', others(after), others(before));
  }

  /** Buckets and log groups of users stay where a template says so. */
  private checkEmpty({ buckets, logGroups, ...state }: AccountState): void {
    const ownLogs = logGroups.filter((name) => !name.startsWith('/aws/lambda/'));
    expectSame('what is retained', { buckets: buckets.length, logs: ownLogs.length },
      { buckets: this.retained('AWS::S3::Bucket'), logs: this.retained('AWS::Logs::LogGroup') });
    expectEmpty({ ...state, buckets: [], logGroups: [] }, 'none');
  }

  private app(prefix?: string): (app: App) => void {
    return (app) => {
      for (const { name, stack: ExampleStack } of this.examples) {
        const { node } = new ExampleStack(app, name);
        if (prefix === undefined) { continue; }
        for (const flow of node.findAll()) { if (flow instanceof Flow) { change(flow, prefix); } }
      }
    };
  }

  private retained(type: string): number {
    const app = new App();
    this.app()(app);
    const resources = app.synth().stacks.flatMap(({ template }) => (
      Object.values(template.Resources as Record<string, { Type: string; DeletionPolicy?: string }>)));
    return resources.filter(({ Type, DeletionPolicy }) => Type === type && DeletionPolicy?.startsWith('Retain')).length;
  }
}

/** Puts a word before the first prompt that stands in the flow itself. */
function change(flow: Flow, prefix: string): void {
  for (const [at, { type, configuration }] of flow._scopeGraph.definition().nodes!.entries()) {
    if (type !== 'Prompt') { continue; }
    const text = configuration?.prompt.sourceConfiguration.inline?.templateConfiguration.text?.text;
    if (text === undefined) { continue; }
    (flow.node.defaultChild as CfnFlow).addPropertyOverride(
      `Definition.Nodes.${at}.Configuration.Prompt.SourceConfiguration.Inline.TemplateConfiguration.Text.Text`,
      `${prefix} ${text}`);
    return;
  }
}

function succeeded({ isOk, text }: Outcome): void {
  expectThat(isOk, `cdk failed:\n${text}`);
}
