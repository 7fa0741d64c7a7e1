import { App } from 'aws-cdk-lib';
import { ExportedFlowStack } from './stack';

const app = new App();
new ExportedFlowStack(app, 'ExportedFlow', { knowledgeBaseId: app.node.tryGetContext('knowledgeBaseId') });
