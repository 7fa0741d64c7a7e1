/**
 * The function that stands before a flow: takes what InvokeFlow takes, calls the version of the flow that it is made
 * for, and streams what that answers.
 */
import { Answer } from './answer';
import { createClient } from './client';
import { readConfig } from './config';
import { metricsLine } from './metrics';
import { isUrlEvent } from './request';
import { route } from './route';
import type { RouterEnvironment } from '../../src/core/contract';

const config = readConfig(process.env as Partial<RouterEnvironment<string>>);
const client = createClient(process.env.HTTP_VERSION);

export const handler = awslambda.streamifyResponse(async (event, response, context) => {
  const answer = new Answer(response, isUrlEvent(event));
  const outcome = await route(event, answer, { config, client }, context.getRemainingTimeInMillis());
  // before the answer ends: afterwards the function may be frozen at any time
  process.stdout.write(`${metricsLine(config.flowId, outcome, Date.now())}\n`);
  answer.end();
});
