/**
 * How fast the rules are, how they grow with a flow, and what they cost beside aws-cdk-lib's own validation of the same
 * flows.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { argv, execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { cpuTime, figure, median } from './figures.mjs';
import { ours } from './flow-ours.mjs';
import { raw } from './flow-raw.mjs';
import { appOf, measure } from './synth.mjs';

/** As many as two stacks take: all that is compared grows with their number. */
const FLOWS = 180;
const ROUNDS = 5;
const file = fileURLToPath(import.meta.url);
const project = dirname(dirname(file));
// it has the validation that aws-cdk-lib runs on each template since 2.262
const newest = createRequire(join(project, 'bench/package.json'));

export function validationFigures(require) {
  const rules = loadRules();
  return [corpus(rules), growth(rules), ...againstBuiltIn(require, rules), share(require)];
}

/** The rules on their own, as the command has them. */
function loadRules() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const outfile = join(folder, 'rules.cjs');
  buildSync({
    stdin: { contents: 'export { validate, validateModel } from "./src/core/validate/validate"; export { readFlows } '
      + 'from "./src/core/template";', resolveDir: project },
    bundle: true, platform: 'node', target: 'node20', outfile, tsconfigRaw: {}, logLevel: 'error',
  });
  const rules = createRequire(file)(outfile);
  rmSync(folder, { recursive: true });
  return rules;
}

/** Flows from the field, as JSON texts that have been parsed. */
function corpus({ validate }) {
  const folder = join(project, 'test/corpus/flows');
  const flows = readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.json') && !name.endsWith('expected.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
  const parsed = flows.map((flow) => JSON.stringify(flow));
  const perSecond = (work) => 1000 * flows.length / timeOf(work, 100);
  return figure({
    name: 'validations of flows from the field',
    unit: '/s',
    value: perSecond(() => { for (const flow of flows) { validate(flow); } }),
    peer: 'JSON.parse of the same',
    peerValue: perSecond(() => { for (const text of parsed) { JSON.parse(text); } }),
  });
}

function growth({ validate }) {
  const perNode = (nodes) => {
    const flow = chain(nodes);
    return 1000 * timeOf(() => {
      for (let at = 0; at < 2000 / nodes; at++) { validate(flow); }
    }, 50) / (Math.ceil(2000 / nodes) * nodes);
  };
  perNode(100); // compiles what is hot
  return figure({
    name: 'time per node, 1,000 nodes against 10', unit: 'us', value: perNode(1000), peer: 'a flow of 10 nodes',
    peerValue: perNode(10), maxRatio: 1.5,
  });
}

/** A flow with a prompt after each prompt. */
function chain(length) {
  const name = (at) => at === 0 ? 'Start' : at === length - 1 ? 'End' : `Step${at}`;
  const port = (at) => at === 0 ? 'document' : 'modelCompletion';
  const nodes = Array.from({ length }, (_, at) => {
    if (at === 0) { return {
      name: name(at), type: 'Input', configuration: { input: {} }, outputs: [{ name: 'document', type: 'String' }],
    }; }
    if (at === length - 1) {
      return { name: name(at), type: 'Output', configuration: { output: {} }, inputs: [
        { name: 'document', type: 'String', expression: '$.data' },
      ] };
    }
    const inline = { modelId: 'amazon.nova-lite-v1:0', templateType: 'TEXT', templateConfiguration: {
      text: { text: 'Say {{text}}', inputVariables: [{ name: 'text' }] },
    } };
    return {
      name: name(at), type: 'Prompt', configuration: { prompt: { sourceConfiguration: { inline } } },
      inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
      outputs: [{ name: 'modelCompletion', type: 'String' }],
    };
  });
  const connections = Array.from({ length: length - 1 }, (_, at) => ({
    name: `From${name(at)}`, type: 'Data', source: name(at), target: name(at + 1),
    configuration: { data: { sourceOutput: port(at), targetInput: at === length - 2 ? 'document' : 'text' } },
  }));
  return { nodes, connections };
}

/**
 * The same flows each way: our rules, and what a synth with the built-in validation takes longer than one
 * without it.
 */
function againstBuiltIn(require, { validateModel, readFlows }) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const templates = appOf(require, raw(require), FLOWS, outdir).synth().stacks.map(({ template }) => template);
  rmSync(outdir, { recursive: true });
  const work = () => templates.flatMap((template) => readFlows(template))
    .map(({ definition, problems }) => validateModel(definition, problems)).length;
  if (work() !== FLOWS) { throw new Error('not every flow was found'); }
  const value = timeOf(work, ROUNDS);
  const [without, withIt] = ['false', 'true'].map((isOn) => synthOfNewest(isOn));
  return [figure({
    name: `rules on ${FLOWS} flows, against the built-in ones`, unit: 'ms', value,
    peer: `aws-cdk-lib ${newest('aws-cdk-lib/package.json').version}, template validation`, peerValue: withIt - without,
    maxRatio: 0.01,
  })];
}

/** Processor time of a synth in a process of its own. */
function synthOfNewest(isOn) {
  const { stdout, stderr, status } = spawnSync(execPath, ['--expose-gc', file], {
    encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: isOn }, maxBuffer: 1e9,
  });
  const time = Number(/^time (\S+)$/m.exec(stdout)?.[1]);
  if (status !== 0 || !time) { throw new Error(`the synth failed: ${stderr.slice(0, 1000)}`); }
  return time;
}

/**
 * The part of making and synthesizing flows that goes into the rules, by samples of where the program is; garbage
 * collection is left out.
 */
function share(require) {
  const add = ours(require);
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 200 });
  for (let at = 0; at < 3; at++) { measure(require, add, FLOWS); } // compiles what is hot
  const rounds = Array.from({ length: ROUNDS }, () => {
    session.post('Profiler.start');
    measure(require, add, FLOWS);
    let taken;
    session.post('Profiler.stop', (_, { profile }) => { taken = samples(profile, 'errorsOfFlow', 'measure'); });
    return taken;
  });
  session.disconnect();
  const [value, peerValue] = ['part', 'whole'].map((key) => median(rounds.map((round) => round[key])));
  return figure({
    name: `the rules in a synth of ${FLOWS} flows`, unit: 'ms', value, peer: 'the whole synth', peerValue,
    maxRatio: 0.05,
  });
}

/** Milliseconds inside of a function, and of another one around it. */
function samples({ nodes, samples: ids, timeDeltas }, part, whole) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inside = new Map();
  const open = [{ id: nodes[0].id, around: new Set() }];
  for (const { id, around } of open) {
    const { callFrame: { functionName }, children = [] } = byId.get(id);
    const names = new Set(around).add(functionName);
    inside.set(id, names);
    for (const child of children) { open.push({ id: child, around: names }); }
  }
  const total = (name) => ids.reduce((sum, id, at) => sum + (inside.get(id).has(name) ? timeDeltas[at] : 0), 0) / 1000;
  return { part: total(part), whole: total(whole) };
}

/** The median processor time of some work, in milliseconds, when it is hot. */
function timeOf(work, rounds) {
  for (let at = 0; at < rounds / 5; at++) { work(); }
  return median(Array.from({ length: rounds }, () => {
    const start = cpuTime();
    work();
    return cpuTime() - start;
  }));
}

// run as a program: synthesizes the flows with the newest aws-cdk-lib, and prints the time
if (argv[1] === file) {
  const outdir = mkdtempSync(join(tmpdir(), 'bench-'));
  const app = appOf(newest, raw(newest), FLOWS, outdir);
  const start = cpuTime();
  app.synth();
  console.log(`time ${cpuTime() - start}`);
  rmSync(outdir, { recursive: true });
}
