import { App } from 'aws-cdk-lib';
import { LoanDecisionStack } from './stack';

const app = new App();
new LoanDecisionStack(app, 'LoanDecision');
