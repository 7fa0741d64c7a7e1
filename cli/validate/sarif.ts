/** Output for code review tools: SARIF 2.1.0, one run with all flows. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CheckedFlow, Located } from './check';
import type { Report } from './report';
import { version } from '../../package.json';
import { READING } from '../../src/core/validate/reading';
import { RULES } from '../../src/core/validate/registry';
import type { CommandError } from '../command-error';
import { placeOf } from '../explain/place';
import type { Io } from '../io';
import { printers } from '../printer';
import { STDIN } from '../read-text';

const ROWS = [...RULES, ...READING].sort((left, right) => left.code < right.code ? -1 : 1);

export function sarifReport(io: Io): Report {
  const results: object[] = [];
  const failures: CommandError[] = [];
  return {
    flow: (flow) => results.push(...flow.findings.map((found) => resultOf(flow, found))),
    failure: (failure) => failures.push(failure),
    end: () => printers(io).out.jsonLines(log(results, failures)),
  };
}

function log(results: readonly object[], failures: readonly CommandError[]): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: {
        driver: {
          name: 'bedrock-flows',
          version,
          informationUri: 'https://github.com/cdk-bedrock-flows/cdk-bedrock-flows',
          rules: ROWS.map(ruleOf),
        },
      },
      columnKind: 'utf16CodeUnits',
      invocations: [{
        executionSuccessful: failures.length === 0,
        ...failures.length > 0 && {
          toolExecutionNotifications:
            failures.map(({ line, code }) => ({ level: 'error', descriptor: { id: code }, message: { text: line } })),
        },
      }],
      results,
    }],
  };
}

function ruleOf({ code, severity, meaning, remedy, source, confidence }: typeof ROWS[number]): object {
  return {
    id: code,
    name: code,
    shortDescription: { text: meaning },
    fullDescription: { text: `${meaning} (${confidence}: ${source})` },
    help: { text: remedy },
    defaultConfiguration: { level: severity },
    properties: { confidence, source },
  };
}

function resultOf({ file, flow }: CheckedFlow, found: Located): object {
  const { code, severity, message, remedy, position } = found;
  return {
    ruleId: code,
    ruleIndex: ROWS.findIndex((row) => row.code === code),
    level: severity,
    message: { text: `${placeOf(flow, found)}: ${message}; ${remedy}` },
    locations: [{
      physicalLocation: {
        artifactLocation: { uri: uriOf(file) },
        ...position && { region: { startLine: position.line, startColumn: position.column } },
      },
      logicalLocations: [{
        ...found.node && { name: found.node },
        fullyQualifiedName: placeOf(flow, found),
        kind: found.node ? 'object' : 'element',
      }],
    }],
  };
}

function uriOf(file: string): string {
  if (file === STDIN) { return 'stdin'; }
  if (isAbsolute(file)) { return pathToFileURL(file).href; }
  return file.split(sep).map(encodeURIComponent).join('/');
}
