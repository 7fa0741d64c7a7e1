/** YAML with the short forms of CloudFormation's functions, for the library and for the command. */
// eslint-disable-next-line import/no-extraneous-dependencies -- the package has it in a bundle
import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { tooMany } from './size';
import { TAGS } from './tags';

export interface ReadYaml {
  readonly json: unknown;
  /** Its nodes, which know where they stand. */
  readonly document: Document;
}

export interface YamlFault {
  readonly message: string;
  readonly remedy: string;
  /** The character where it is, if it is at one. */
  readonly offset?: number;
}

/** One document of YAML, whose aliases are followed as far as they stand for a sensible amount. */
export function readYaml(text: string): ReadYaml | YamlFault {
  try {
    const document = parseDocument(text, {
      customTags: (tags) => [...tags, ...TAGS],
      logLevel: 'error',
      merge: true,
      prettyErrors: false,
    });
    const [error] = document.errors;
    if (error?.code === 'MULTIPLE_DOCS') {
      return { message: 'contains several YAML documents', remedy: 'keep one', offset: error.pos[0] };
    }
    if (error) {
      return {
        message: `is not YAML: ${inOurStyle(error.message)}`,
        remedy: 'correct it there',
        offset: Math.min(error.pos[0], text.length),
      };
    }
    const excess = tooMany(document);
    if (excess) { return { message: `is not YAML that can be read: ${excess}`, remedy: 'make it simpler' }; }
    return { json: document.toJS({ maxAliasCount: -1 }), document };
  } catch (thrown) {
    return {
      message: `is not YAML: ${inOurStyle(thrown instanceof Error ? thrown.message : String(thrown))}`,
      remedy: 'make it simpler',
    };
  }
}

function inOurStyle(message: string): string {
  const [line] = message.replace('Maximum call stack size exceeded', 'it is nested too deeply').split('\n');
  return line.charAt(0).toLowerCase() + line.slice(1).replace(/\.$/, '');
}

// the command takes those of the package too, which has them once
export { isAlias, isMap, isScalar, isSeq };
