import { type App, type Stack, Tags } from 'aws-cdk-lib';
import { CanaryStack } from './canary-stack';
import { DraftStack } from './draft-stack';
import { KeysStack } from './keys-stack';
import { PlainStack } from './plain-stack';
import { ProbeStack } from './probe-stack';
import type { Variant } from './variant';

/** The stack of a variant. */
export function addStack(app: App, name: string, variant: Variant): Stack {
  switch (variant.kind) {
    case 'canary': return new CanaryStack(app, name, variant);
    case 'draft': return new DraftStack(app, name, variant);
    case 'keys': return new KeysStack(app, name);
    case 'plain': return new PlainStack(app, name, variant);
    case 'probe': return new ProbeStack(app, name);
  }
}

/** All that the run makes can be found by its tag. */
export function tagAll(app: App, tag: string, run: string): void {
  Tags.of(app).add(tag, run);
}
