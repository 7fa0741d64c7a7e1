import type { IConstruct } from 'constructs';
import type { FlowFunctionOptions } from './flow-function-options';
import { checkFunctionOptions, hasFunctions, setFunctionOptions } from './options-in-scope';
import { FlowError } from '../checks/flow-error';
import { checkStruct } from '../checks/structs';

/**
 * The Lambda functions that the constructs of this library create in a scope: those of canaries, of tests, and the one
 * that deletes old versions.
 */
export class FlowFunctions {
  /**
   * The functions in a scope and everything inside it.
   *
   * @param scope an app, a stage, a stack or any other construct
   */
  public static of(scope: IConstruct): FlowFunctions {
    return new FlowFunctions(scope);
  }

  private constructor(private readonly scope: IConstruct) {}

  /**
   * Sets the options of the functions. Options set closer to a function take precedence. Set them before the functions
   * are created.
   *
   * @param options the options of the functions
   * @throws if functions exist in the scope already, or the runtime is not Node.js
   */
  public configure(options: FlowFunctionOptions): void {
    const place = this.scope.node.path || 'App';
    checkStruct(place, 'FlowFunctionOptions', options);
    if (hasFunctions(this.scope)) {
      throw new FlowError(place, 'functions of flows were already created without these options; call '
        + 'FlowFunctions.of().configure() first',
      'IllegalValue');
    }
    checkFunctionOptions(place, options);
    setFunctionOptions(this.scope, options);
  }
}
