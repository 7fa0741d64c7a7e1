import { App } from 'aws-cdk-lib';
import { PublishedFlowStack } from './stack';

const app = new App();
new PublishedFlowStack(app, 'PublishedFlow', { stableVersion: app.node.tryGetContext('stable') });
