import { App } from 'aws-cdk-lib';
import { ToneRouterStack } from './stack';

const app = new App();
new ToneRouterStack(app, 'ToneRouter', { knowledgeBaseId: app.node.tryGetContext('knowledgeBaseId') });
