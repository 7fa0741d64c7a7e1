import { dirname, join } from 'path';
import { readText } from './read-text';
import { FlowError } from '../checks/flow-error';
import { definitionText } from '../core/template';

/** The document in a file: JSON, or YAML with the short forms of intrinsic functions. */
export function readDocument(place: string, path: string): unknown {
  const text = readText(place, path);
  const { value, problems: [problem] } = definitionText(text);
  if (!problem) { return value; }
  const deserialize = isYaml(path, text) ? yamlReader() : undefined;
  if (!deserialize) { throw new FlowError(place, `${problem.message}; ${problem.remedy}`, problem.code); }
  try {
    return deserialize(text);
  } catch (error) {
    const [line] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new FlowError(place, `is not YAML: ${line}; correct the YAML`, 'IllegalDefinition');
  }
}

function isYaml(path: string, text: string): boolean {
  return !/\.json$/i.test(path) && (/\.(ya?ml|template)$/i.test(path) || !/^\s*[{["]/.test(text))
    && /^\s*[\w'"-]+\s*:/m.test(text);
}

/** The reader of templates that aws-cdk-lib has for `CfnInclude`; `undefined` should a version have it elsewhere. */
function yamlReader(): ((text: string) => unknown) | undefined {
  try {
    const file = join(dirname(require.resolve('aws-cdk-lib/package.json')),
      'cloudformation-include/lib/private/yaml-cfn');
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    return (require(file) as { readonly deserialize?: (text: string) => unknown }).deserialize;
  } catch {
    return undefined;
  }
}
