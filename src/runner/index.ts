/**
 * What `cdk-bedrock-flows/testing` offers. Each name stands here by itself, so that ECMAScript modules can import it
 * from the bundle.
 */
export type { CompatibilityOptions } from './compatibility';
export { FlowClient } from './client';
export type { SendableClient } from './client';
export { FlowRuntime } from './flow-runtime';
export type { FlowRuntimeOptions, Invocation } from './flow-runtime';
export { Execution } from './execution';
export type { Question } from './execution';
export { Recorder } from './handlers/fixture';
export type { MockContext, MockFunction } from './handlers/function-handler';
export { lambdaMock } from './handlers/lambda-mock';
export type { LambdaFunction } from './handlers/lambda-module';
export { MACHINE_CLOCK } from './machine-clock';
export { flowMatchers } from './matchers';
export type { FlowMatchers } from './matchers';
export type { Mock, MockFile } from './mocks/mock';
export type { Mocks } from './mocks/parse-mocks';
export { PreparedFlow } from './prepared-flow';
export type { PrepareOptions } from './prepared-flow';
export type { FlowKey, InvokeRequest } from './requests';
export { prepareFlow, runFlow, runFlowSync } from './run-flow';
export { runPrepared, runPreparedSync } from './run-prepared';
export type { FlowChoice, RunFlowOptions, RunFlowSyncOptions } from './run-flow';
export type { InputOptions, RunPreparedOptions, RunPreparedSyncOptions } from './run-prepared';
export type { FlowSource } from './sources/flow-source';
// two names of one class: the second is that of earlier releases
export { SimulateError, SimulateError as RunnerError } from '../core/simulate/simulate-error';
export { fidelityRow, FIDELITY } from '../core/simulate/fidelity';
export type {
  FlowInput, FlowOutput, RunResult, Settlement, AsyncHandler, Handler, Handlers, Effect, Call, Branch, Diagnostic,
} from '../core/simulate';
export type { FlowResponseEvent, FlowExecutionEvent } from '../core/simulate';
export { traceSteps, traceText } from '../core/trace';
export type { TraceStep, TraceTextOptions } from '../core/trace';
