import { App } from 'aws-cdk-lib';
import { TopicSummaryStack } from './stack';

const app = new App();
new TopicSummaryStack(app, 'TopicSummary');
