import { App } from 'aws-cdk-lib';
import { NightlyBatchStack } from './stack';

const app = new App();
new NightlyBatchStack(app, 'NightlyBatch');
