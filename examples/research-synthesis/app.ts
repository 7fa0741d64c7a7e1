import { App } from 'aws-cdk-lib';
import { ResearchSynthesisStack } from './stack';

const app = new App();
new ResearchSynthesisStack(app, 'ResearchSynthesis', { knowledgeBaseId: app.node.tryGetContext('knowledgeBaseId') });
