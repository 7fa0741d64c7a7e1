import { App } from 'aws-cdk-lib';
import { CanaryRolloutStack } from './stack';

const app = new App();
new CanaryRolloutStack(app, 'CanaryRollout');
