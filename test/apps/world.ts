/**
 * Where the parts of a random app live: the stack of the flows, one that they take things from, and one that takes
 * things from them.
 */
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const ENV = { account: '111122223333', region: 'us-east-1' };

export class World {
  private made = 0;

  public constructor(
    public readonly app: App,
    /** The stack of the flows. */
    public readonly home: Stack,
    /** The stack of what the flows are given; it knows nothing of them. */
    public readonly before: Stack,
    /** The stack of who uses the flows; they know nothing of it. */
    public readonly after: Stack,
  ) {}

  /** A scope for one more thing, in which any id is free. */
  public room(stack: Stack): Construct {
    return new Construct(stack, `Room${this.made++}`);
  }
}

export const LAYOUTS = ['one stack', 'several stacks', 'a stage', 'a nested stack', 'any environment'] as const;
export type Layout = typeof LAYOUTS[number];

export function worldOf(layout: Layout, beforeName: string): World {
  const app = new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true } });
  const scope = layout === 'a stage' ? new Stage(app, 'Prod', { env: ENV }) : app;
  const props = layout === 'any environment' ? {} : { env: ENV };
  if (layout === 'one stack') {
    const stack = new Stack(scope, 'S', props);
    return new World(app, stack, stack, stack);
  }
  const before = new Stack(scope, 'Before', { ...props, stackName: beforeName });
  const main = new Stack(scope, 'Main', props);
  const home = layout === 'a nested stack' ? new NestedStack(main, 'Nested') : main;
  return new World(app, home, before, new Stack(scope, 'After', props));
}
