/**
 * As much of the Lambda and CodeDeploy APIs as the smoke tests call: invoking versions of functions that run here, and
 * the outcome of a hook.
 */
import type { LocalFunction } from './local-function';
import { eventMessage } from '../../../cli/serve/event-stream';
import { readJson } from '../../../cli/serve/incoming';
import { type Handle, listen, type Listening } from '../../../cli/serve/transport';

const endpoints: Listening[] = [];
afterEach(async () => { for (const each of endpoints.splice(0)) { await each.close(); } });

async function open(handle: Handle): Promise<string> {
  const endpoint = await listen(handle);
  endpoints.push(endpoint);
  return endpoint.url;
}

/** Functions by the ARN of their version; a text in place of one is how it ends: as a crash. */
export async function lambdaService(functions: Readonly<Record<string, LocalFunction | string>>): Promise<string> {
  return open(async (request, response) => {
    const [, arn] = /^\/2021-11-15\/functions\/([^/]+)\/response-streaming-invocations$/.exec(request.url!) ?? [];
    const target = functions[decodeURIComponent(arn ?? '')];
    const event = await readJson(request);
    if (target === undefined) {
      response.statusCode = 404;
      response.setHeader('x-amzn-errortype', 'ResourceNotFoundException');
      response.end(JSON.stringify({ Message: `Function not found: ${arn}` }));
      return;
    }
    response.setHeader('content-type', 'application/vnd.amazon.eventstream');
    if (typeof target !== 'string') {
      for await (const chunk of (await target.invoke(event)).chunks) {
        // Lambda may cut anywhere, also within a letter
        const bytes = Buffer.from(chunk);
        for (let at = 0; at < bytes.length; at++) {
          response.write(eventMessage('PayloadChunk', bytes.subarray(at, at + 1)));
        }
      }
    }
    response.write(eventMessage('InvokeComplete', typeof target === 'string'
      ? { ErrorCode: 'Unhandled', ErrorDetails: target } : {}));
    response.end();
  });
}

/** Keeps what it is told of hooks. */
export async function codeDeployService(told: object[], isDown = false): Promise<string> {
  return open(async (request, response) => {
    told.push({ target: request.headers['x-amz-target'], ...await readJson(request) as object });
    response.statusCode = isDown ? 400 : 200;
    if (isDown) { response.setHeader('x-amzn-errortype', 'DeploymentDoesNotExistException'); }
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end('{}');
  });
}
