import { App } from 'aws-cdk-lib';
import { BatchExtractionStack } from './stack';

const app = new App();
new BatchExtractionStack(app, 'BatchExtraction', { knowledgeBaseId: app.node.tryGetContext('knowledgeBaseId') });
