import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FlowAliasProps } from './flow-alias';
import { checkImportedAlias } from './imported-aliases';
import { checkSmokeTests } from '../canary/smoke-tests';
import { checkText } from '../checks/arguments';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkTags } from '../checks/tags';
import { TEXT } from '../core/constraints';
import { PINNED } from '../core/contract';
import { Flow } from '../flow/flow';
import type { IFlow } from '../flow/i-flow';

/** An alias is made where its flow is, whatever stack it is in. */
function checkHome(place: string, stack: Stack, { env, node }: IFlow): void {
  for (const [what, here, there] of [['account', stack.account, env.account], ['Region', stack.region, env.region]]) {
    if (here === there || Token.isUnresolved(here) || Token.isUnresolved(there)) { continue; }
    throw new FlowError(place, `flow '${node.path}' is in ${what} ${there}, and the stack in ${here}; put the alias `
      + 'into a stack where the flow is', 'ForeignValue');
  }
}

/** Refuses an alias that the service would refuse, or that could not be deployed. */
export function checkAlias(
  place: string, scope: Construct, { flow, aliasName, version, description, tags, smokeTests = [] }: FlowAliasProps,
): void {
  checkText(place, spelt`'aliasName'`, aliasName, TEXT.aliasName);
  checkText(place, '\'description\'', description, TEXT.description);
  checkTags(place, '\'tags\'', tags);
  if (aliasName.startsWith(PINNED)) {
    throw new FlowError(place, spelt`'aliasName' is '${aliasName}', but names that begin with '${PINNED}' are reserved `
      + 'for '
      + 'pinned aliases; choose another', 'IllegalName');
  }
  if (version && version.flow !== flow && version.flow.flowArn !== flow.flowArn) {
    throw new FlowError(place, `version '${version.node.path}' belongs to flow '${version.flow.node.path}'; pass a `
      + `version of '${flow.node.path}'`, 'ForeignValue');
  }
  checkSmokeTests(place, smokeTests);
  if (smokeTests.length > 0 && (!(flow instanceof Flow) || version && !Token.isUnresolved(version.version))) {
    throw new FlowError(place, spelt`the 'smokeTests' call the working draft, but the alias points to a version that `
      + 'exists already; leave them out, '
      + spelt`or 'version'`, 'IllegalValue');
  }
  checkHome(place, Stack.of(scope), flow);
  if (flow instanceof Flow) {
    flow._revisions().checkAliasName(place, aliasName);
    const follows = !version || Token.isUnresolved(version.version);
    if (follows && Stack.of(version ?? flow) !== Stack.of(scope)) {
      throw new FlowError(place, `flow '${flow.node.path}' is in another stack, and its versions can't be exported; `
        + 'put the alias into stack '
        + `'${Stack.of(flow).node.path}'`, 'ForeignValue');
    }
  } else if (!version) {
    throw new FlowError(place, `flow '${flow.node.path}' is not created in this app, so it has no current version `
      + 'here; pass '
      + spelt`'version': FlowVersion.fromVersionNumber()`, 'IllegalValue');
  } else {
    checkImportedAlias(place, flow, aliasName);
  }
}
