import { App } from 'aws-cdk-lib';
import { ArticlePipelineStack } from './stack';

const app = new App();
new ArticlePipelineStack(app, 'ArticlePipeline', { knowledgeBaseId: app.node.tryGetContext('knowledgeBaseId') });
