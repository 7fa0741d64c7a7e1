import * as cdk from 'aws-cdk-lib';
import { FlowError } from './flow-error';

/** `Validations` of aws-cdk-lib: newer than the oldest version that is supported. */
interface Validations {
  of(scope: cdk.Stage): { addPlugins(plugin: object): void };
}

/** Adds a plugin to an app or stage, whichever way its aws-cdk-lib has. */
export function addPlugin(place: string, app: cdk.Stage, plugin: cdk.IPolicyValidationPluginBeta1): void {
  if (!cdk.Stage.isStage(app)) {
    throw new FlowError(place, 'the argument is neither an App nor a Stage; pass the app', 'IllegalValue');
  }
  const { Validations: validations } = cdk as { readonly Validations?: Validations };
  if (validations) {
    validations.of(app).addPlugins(plugin);
  } else {
    app.policyValidationBeta1.push(plugin);
  }
}
