import { App } from 'aws-cdk-lib';
import { ContractDocumentsStack } from './stack';

const app = new App();
new ContractDocumentsStack(app, 'ContractDocuments');
