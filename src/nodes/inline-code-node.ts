import type { Construct } from 'constructs';
import { checkCount, checkString, checkText } from '../checks/arguments';
import { FlowError, placeOf } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { checkStruct, type MembersOf, NODE_MEMBERS } from '../checks/structs';
import { NUMBER, TEXT } from '../core/constraints';
import { FlowNode, type FlowNodeProps } from '../graph/flow-node';
import { FlowDataType, type FlowValue } from '../graph/flow-value';
import { readText } from '../import/read-text';

/** The code of an inline code node, in Python 3. */
export class FlowCode {
  /**
   * Code from a string.
   *
   * @param code Python 3, at most 5,000,000 characters; its last line is the result
   */
  public static inline(code: string): FlowCode {
    return new FlowCode(code);
  }

  /**
   * Code from a file, read at the time of this call.
   *
   * @param path the file, UTF-8, relative to the working directory
   * @throws if the file can't be read
   */
  public static fromFile(path: string): FlowCode {
    return new FlowCode(readText(spelt`FlowCode.fromFile`, path));
  }

  private constructor(
    /** The code. */
    public readonly code: string,
  ) {
    checkString('FlowCode', 'the code', code);
    checkText('FlowCode', 'the code', code, TEXT.inlineCode);
    if (!code.trim()) {
      throw new FlowError('FlowCode', 'the code is empty; its last line must be an expression, the result',
        'IllegalValue');
    }
  }
}

/** Properties for `InlineCodeNode`. */
export interface InlineCodeNodeProps extends FlowNodeProps {
  /** The Python code to run. The value of its last line is the result; printed output is discarded. */
  readonly code: FlowCode;

  /** The values that the code uses, of any type: each is a Python variable of its name. 1 to 5. */
  readonly inputs: { [variable: string]: FlowValue };

  /**
   * The data type of the result. The service checks the type and converts nothing.
   *
   * @default FlowDataType.STRING
   */
  readonly responseType?: FlowDataType;
}

const MEMBERS: MembersOf<InlineCodeNodeProps> = { ...NODE_MEMBERS, code: '!', inputs: '!', responseType: '' };

/**
 * Runs Python 3 code in a sandbox of the service, without network access, and outputs its result (preview).
 *
 * A flow has at most 5 of them, and can then not be run as an asynchronous execution (Bedrock User Guide, flows-nodes).
 */
export class InlineCodeNode extends FlowNode {
  /** The result of the code. */
  public readonly response: FlowValue;

  /**
   * @param scope the flow, a loop, or a construct inside one of them
   * @param id the id, from which the name of the node is made
   * @param props the code and its inputs
   */
  constructor(scope: Construct, id: string, props: InlineCodeNodeProps) {
    const place = placeOf(scope, id);
    if (new.target === InlineCodeNode) { checkStruct(place, MEMBERS, props); }
    checkCount(place, '\'inputs\'', Object.keys(props.inputs).length,
      { min: 1, max: NUMBER.inputsPerInlineCode.max, source: NUMBER.inputsPerInlineCode.source });
    const keyword = Object.keys(props.inputs).find((name) => PYTHON_KEYWORDS.has(name));
    if (keyword) {
      throw new FlowError(place, `input '${keyword}' can't be a Python variable, because it is a keyword; rename it to `
        + `'${keyword}_value'`, 'IllegalName');
    }
    super(scope, id, {
      nodeType: 'InlineCode',
      nodeName: props.nodeName,
      runWhen: props.runWhen,
      configuration: { inlineCode: { code: props.code.code, language: 'Python_3' } },
      inputs: props.inputs,
      outputs: { response: props.responseType ?? FlowDataType.STRING },
    });
    this.response = this.output('response');
  }
}

const PYTHON_KEYWORDS = new Set((
  'False None True and as assert async await break class continue def del elif else except finally for from global if '
    + 'import in is lambda '
  + 'nonlocal not or pass raise return try while with yield').split(' '));
