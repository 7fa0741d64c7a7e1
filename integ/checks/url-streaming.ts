import { InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { type Check, NotTried, verdict } from '../kit/check';
import { Release } from '../kit/release';
import { requestFor, type RouterLine } from '../kit/router-call';
import type { World } from '../kit/world';

/** The flow says its input at once, and again after so many seconds. */
const SECONDS = 5;
const DOCUMENT = `wait ${SECONDS}`;
/** Of these, at least so many must lie between the first line and the last. */
const ENOUGH = 3;
const CALLS = 20;

export const urlStreaming: Check = {
  number: 6,
  name: 'url-streaming',
  assumes: 'the Function URL of a weighted alias streams: what a flow says first is there before it ends, from both '
    + 'versions',
  matters: 'src/canary/canary-flow-alias.ts, functionUrl: without streaming, callers wait for the whole answer',
  makes: 'a stack, with a deployment that is stopped while traffic shifts',
  deploys: true,
  minutes: 20,
  dollars: 0.05,
  run: async (world, undo) => {
    const release = await Release.make(world, undo, 'url-streaming');
    const direct = await directGap(world, release);
    if (direct < ENOUGH) {
      throw new NotTried(`InvokeFlow itself has only ${direct.toFixed(1)} s between its first event and its last`);
    }
    await release.begin({ program: 2, percent: 50, minutes: 30 });
    const gaps = new Map<string, number>();
    for (let call = 0; call < CALLS && gaps.size < 2; call++) {
      const { version, gap } = await urlGap(world, release.outputs.RouterUrl);
      gaps.set(version, Math.min(gap, gaps.get(version) ?? Infinity));
    }
    if (gaps.size < 2) { throw new NotTried(`${CALLS} calls reached version ${[...gaps.keys()].join()} only`); }
    const seen = [...gaps].map(([version, gap]) => `version ${version}: ${gap.toFixed(1)} s`).join(', ');
    const faults = [...gaps.values()].some((gap) => gap < ENOUGH)
      ? [`between the first line and the last are ${seen}`] : [];
    return verdict(faults, `between the first line and the last are ${seen}; InvokeFlow `
      + `itself: ${direct.toFixed(1)} s`);
  },
};

async function directGap(world: World, { outputs }: Release): Promise<number> {
  const { responseStream } = await world.clients.runtime.send(new InvokeFlowCommand({
    flowIdentifier: outputs.FlowId,
    flowAliasIdentifier: outputs.PromotedAliasId,
    inputs: requestFor(DOCUMENT).inputs as never,
  }));
  const times: number[] = [];
  for await (const _ of responseStream ?? []) { times.push(world.now()); }
  return gapOf(times);
}

async function urlGap(world: World, url: string): Promise<{ readonly version: string; readonly gap: number }> {
  const times: number[] = [];
  let version: string | undefined;
  for await (const line of world.post(url, JSON.stringify(requestFor(DOCUMENT)))) {
    times.push(world.now());
    const { router, error } = JSON.parse(line) as RouterLine;
    if (error) { throw new NotTried(`the call fails with ${error.name}: ${error.message}`); }
    version ??= router?.flowVersion;
  }
  if (version === undefined) { throw new NotTried('the answer has no end'); }
  return { version, gap: gapOf(times) };
}

function gapOf(times: readonly number[]): number {
  return times.length > 0 ? (times[times.length - 1] - times[0]) / 1000 : 0;
}
