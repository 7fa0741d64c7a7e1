import { App } from 'aws-cdk-lib';
import { BlueGreenStack } from './stack';

const app = new App();
new BlueGreenStack(app, 'BlueGreen');
