import { type Callee, nodesOf } from './callee';
import { errorLine } from '../core/words/line';

/**
 * What is wrong where an execution would have to run inline code (Bedrock User Guide, flows-create-async).
 *
 * @param instead what runs it
 */
export function inlineCodeIn({ alias }: Callee, instead: string): string[] {
  const node = nodesOf(alias.flow).find(({ nodeType }) => nodeType === 'InlineCode');
  return node ? [errorLine('', `flow '${alias.flow.node.path}' has inline code in '${node.nodeName}', which flow `
    + `executions do not run; use ${instead}, or a LambdaNode in place of it`, 'IllegalValue')] : [];
}
