import type { LambdaFunction } from './lambda-module';
import { lambdaFunction } from './lambda-module';
import type { AsyncHandler } from '../../core/simulate/handlers';

/**
 * The handler of a Lambda function, as it is imported: for `handlers`. It gets the very event that the service sends,
 * and what it throws fails its node as a FunctionError does.
 *
 * @param handler the function, with promise or callback
 * @param timeoutSeconds after how long its node fails. Default: 60
 */
export function lambdaMock(handler: LambdaFunction, timeoutSeconds = 60): AsyncHandler {
  return lambdaFunction(handler, timeoutSeconds * 1000);
}
