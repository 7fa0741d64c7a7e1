import { aws_stepfunctions as sfn } from 'aws-cdk-lib';

/**
 * A fragment as one state, in JSONata. That of aws-cdk-lib gives a list of one, and puts the id of the fragment before
 * the names of states that have it already.
 */
export function singleState(
  fragment: sfn.StateMachineFragment, name: string, options: sfn.SingleStateOptions,
): sfn.Parallel {
  const { stateId, prefixStates, ...others } = options;
  fragment.prefixStates(prefixStates);
  return new sfn.Parallel(fragment, 'Single', {
    stateName: stateId ?? name,
    queryLanguage: sfn.QueryLanguage.JSONATA,
    outputs: '{% $states.result[0] %}',
    ...others,
  }).branch(fragment);
}
