import { InvokeWithResponseStreamCommand } from '@aws-sdk/client-lambda';
import type { World } from './world';

/** What the router said. */
export interface RouterAnswer {
  /** The version of the function that Lambda drew. */
  readonly functionVersion: string;
  readonly lines: readonly RouterLine[];
  /** The name of the error, if it failed. */
  readonly failure?: string;
}

/** A line of the router: a member of InvokeFlow's stream, or one of its own. */
export interface RouterLine {
  readonly router?: { readonly flowVersion: string };
  readonly error?: { readonly name: string; readonly message: string };
  readonly flowOutputEvent?: { readonly nodeName: string; readonly content: { readonly document: unknown } };
}

export function requestFor(document: string): { inputs: object[] } {
  return { inputs: [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document } }] };
}

export async function callRouter(
  world: World, FunctionName: string, Qualifier: string, document: string,
): Promise<RouterAnswer> {
  const { ExecutedVersion = '', EventStream } = await world.clients.lambda.send(new InvokeWithResponseStreamCommand({
    FunctionName, Qualifier, Payload: Buffer.from(JSON.stringify(requestFor(document))),
  }));
  const decoder = new TextDecoder();
  let text = '';
  let crash: string | undefined;
  for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
    text += decoder.decode(PayloadChunk?.Payload, { stream: true });
    crash ??= InvokeComplete?.ErrorCode;
  }
  const lines = (text + decoder.decode()).split('\n').filter((line) => line)
    .map((line) => JSON.parse(line) as RouterLine);
  return { functionVersion: ExecutedVersion, lines, failure: crash ?? lines.find(({ error }) => error)?.error?.name };
}
