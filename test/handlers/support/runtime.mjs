/**
 * As much of Lambda's Node run time as a function can see, for one function in one process: the global `awslambda`, its
 * response stream, and the bytes that leave it (github.com/aws/aws-lambda-nodejs-runtime-interface-client). Events come
 * by HTTP; the port goes to the parent process.
 */
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { argv, exit } from 'node:process';

const STREAMING = Symbol('streaming');
const PRELUDE = 'application/vnd.awslambda.http-integration-response';

globalThis.awslambda = {
  streamifyResponse: (handler) => Object.assign(handler, { [STREAMING]: true }),
  HttpResponseStream: {
    from: (stream, prelude) => {
      stream.setContentType(PRELUDE);
      stream.beforeFirstWrite = (write) => {
        write(JSON.stringify(prelude));
        write(new Uint8Array(8));
      };
      return stream;
    },
  },
};

// as the run time loads what is no ECMAScript module: with its own SDK in NODE_PATH
const { handler } = createRequire(import.meta.url)(argv[2]);

const server = createServer({ noDelay: true }, async (request, response) => {
  const chunks = [];
  for await (const chunk of request) { chunks.push(chunk); }
  const event = JSON.parse(Buffer.concat(chunks).toString());
  const ends = Date.now() + Number(request.headers['x-remaining'] ?? 900_000);
  const context = { getRemainingTimeInMillis: () => ends - Date.now(), awsRequestId: 'request-1' };
  try {
    if (handler[STREAMING]) {
      await handler(event, streamOf(response), context);
    } else {
      response.end(JSON.stringify(await handler(event, context) ?? null));
    }
  } catch (error) {
    if (!response.headersSent) {
      response.setHeader('x-function-error', encodeURIComponent(`${error.name}: ${error.message}`));
    }
    response.end();
  }
});
server.keepAliveTimeout = 600_000; // a frozen process must not lose its callers
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('disconnect', () => exit());

/** The answer as a function writes it: what its first write needs goes out before that. */
function streamOf(response) {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let type = 'application/octet-stream';
  let isOpen = false;
  const open = () => {
    if (isOpen) { return; }
    isOpen = true;
    response.setHeader('content-type', type);
    response.beforeFirstWrite?.(write);
  };
  return Object.assign(response, {
    setContentType: (given) => { type = given; },
    write: (...chunk) => { open(); return write(...chunk); },
    end: (...chunk) => { open(); return end(...chunk); },
  });
}
