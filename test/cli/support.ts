import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sampleFlow } from '../../cli/explain/sample-flows';
import { run } from '../../cli/program';

export interface World {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly columns?: number;
  /** The folder whose configuration counts. */
  readonly cwd?: string;
}

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process. */
export async function cli(
  argv: readonly string[], { stdin = '', env = {}, isTTY, columns, cwd }: World = {},
): Promise<Outcome> {
  let out = '';
  let err = '';
  const code = await run(argv, {
    stdin: (async function* () { yield stdin; })(),
    stdout: { write: (text) => { out += text; }, isTTY, columns },
    stderr: { write: (text) => { err += text; } },
    env,
    ...cwd !== undefined && { cwd: () => cwd },
  });
  return { code, out, err };
}

export const validate = async (argv: readonly string[], world?: World) => cli(['validate', ...argv], world);

/** The findings of the one flow of a text. */
export async function findings(text: string | Uint8Array, name = 'flow.json'): Promise<{ [key: string]: unknown }[]> {
  const { out, err } = await validate(['--json', join(folder({ [name]: text }), name)]);
  if (err) { throw new Error(err); }
  return (JSON.parse(out) as { findings: { [key: string]: unknown }[] }).findings;
}

const made: string[] = [];
afterAll(() => made.forEach((root) => rmSync(root, { recursive: true })));

/** A new folder with these files, which goes with the tests of its file. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'bedrock-flows-'));
  made.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** A flow without fault; with an expression, one whose condition is that. */
export function flow(expression?: string): Record<string, unknown> {
  const triage = sampleFlow('triage');
  if (expression !== undefined) { conditionOf(triage).expression = expression; }
  return triage;
}

/** A flow with one warning and no error. */
export function doubtful(): Record<string, unknown> {
  const triage = flow();
  (triage.connections as unknown[]).pop();
  return triage;
}

function conditionOf(triage: Record<string, unknown>): { expression: string } {
  const [, , route] = triage.nodes as { configuration: { condition: { conditions: { expression: string }[] } } }[];
  return route.configuration.condition.conditions[0];
}

/** A definition in CloudFormation's spelling of keys. */
export function pascal(json: unknown): unknown {
  if (Array.isArray(json)) { return json.map(pascal); }
  if (typeof json !== 'object' || json === null) { return json; }
  return Object.fromEntries(Object.entries(json)
    .map(([key, value]) => [key[0].toUpperCase() + key.slice(1), pascal(value)]));
}

export function template(properties: object, id = 'Triage'): object {
  return { Resources: { [id]: { Type: 'AWS::Bedrock::Flow', Properties: { Name: 'triage', ...properties } } } };
}
