import type { aws_bedrock as bedrock } from 'aws-cdk-lib';
import { checkNumber } from '../checks/arguments';
import { spelt } from '../checks/spelt';
import { NUMBER } from '../core/constraints';

/** How many nodes of a flow run at the same time when it is called through an alias. */
export class FlowConcurrency {
  /** The service decides how many nodes run at the same time. */
  public static automatic(): FlowConcurrency {
    return new FlowConcurrency({ type: 'Automatic' });
  }

  /**
   * At most this number of nodes run at the same time.
   *
   * @param maxConcurrency 1 to 100 (API model, FlowAliasConcurrencyConfiguration)
   * @throws if it is out of range
   */
  public static manual(maxConcurrency: number): FlowConcurrency {
    checkNumber('FlowConcurrency.manual', spelt`'maxConcurrency'`, maxConcurrency, NUMBER.maxConcurrency);
    return new FlowConcurrency({ type: 'Manual', maxConcurrency });
  }

  private constructor(private readonly configuration: bedrock.CfnFlowAlias.FlowAliasConcurrencyConfigurationProperty) {}

  /** @internal */
  public _configuration(): bedrock.CfnFlowAlias.FlowAliasConcurrencyConfigurationProperty {
    return this.configuration;
  }
}
