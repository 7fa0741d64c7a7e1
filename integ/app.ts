/** The app that the checks deploy; `integ/run.ts` passes the context values. */
import { App } from 'aws-cdk-lib';
import { TAG } from './kit/world';
import { addStack, tagAll } from './stacks';
import { variantOf } from './stacks/variant';

const app = new App();
const read = (name: string): unknown => app.node.tryGetContext(name);
addStack(app, String(read('stack')), variantOf(read));
tagAll(app, TAG, String(read('run')));
