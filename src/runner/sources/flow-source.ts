/** Where flows to run come from: constructs, templates, files, definitions. */
import type { IConstruct } from 'constructs';
import { constructResources, isConstruct } from './construct-resources';
import type { LoadedFlow } from './document-flow';
import { flowInDocument, problemError } from './document-flow';
import { isRecord } from '../../core/model/opaque';
import { thrownText } from '../../core/simulate/thrown';
import { readText } from '../files';
import { shortPath } from '../mocks/read-mocks';
import { runnerError } from '../runner-error';
import { documentInText } from '../yaml/document-in-text';

/**
 * A `Flow` or `CfnFlow`, or a construct with one in it; a CloudFormation template, a resource, a definition or an
 * answer of GetFlow as JSON; or the path of a file with one of those in JSON or YAML.
 */
export type FlowSource = IConstruct | string | object;

/**
 * @param flowId which flow, by logical id or name, where there are several
 * @throws SimulateError if there is none, or one that can't be read
 */
export function loadFlow(source: FlowSource, flowId?: string): LoadedFlow {
  if (typeof source === 'string') {
    const document = readDocument(source);
    return flowInDocument(document, shortPath(source), flowId);
  }
  if (isConstruct(source)) {
    const { path, logicalId, template } = constructResources(source, flowId);
    return { ...flowInDocument(template, path, logicalId), name: path };
  }
  return flowInDocument(source, 'flow', flowId);
}

function readDocument(path: string): unknown {
  const place = shortPath(path);
  let text: string;
  try {
    text = readText(path);
  } catch (error) {
    throw runnerError(place, `the file can't be read (${thrownText(error)})`, 'correct the path', 'UnreadableFile');
  }
  const read = documentInText(text, path);
  if ('problem' in read) { throw problemError(place, { ...read.problem, path: '' }); }
  return isRecord(read.value) ? read.value : {};
}
