/**
 * What the Node run times of Lambda have for functions that stream: the answer is gathered, and plugin/alias_shift.py
 * sends it as a stream.
 */
const { PassThrough } = require('node:stream');

globalThis.awslambda = {
  HttpResponseStream: { from: (response) => response },
  streamifyResponse: (handler) => async (event, context) => {
    const response = new PassThrough();
    response.setContentType = () => undefined;
    const pieces = [];
    response.on('data', (piece) => pieces.push(piece));
    const ended = new Promise((resolve, reject) => response.on('end', resolve).on('error', reject));
    await handler(event, response, context);
    await ended;
    return { streamed: Buffer.concat(pieces).toString() };
  },
};
