import { App } from 'aws-cdk-lib';
import { RefineLoopStack } from './stack';

const app = new App();
new RefineLoopStack(app, 'RefineLoop');
