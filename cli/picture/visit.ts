/** A node that ran once, in its panel: what went in, what it asked of the outside, and what came out. */
import { usageText } from './face';
import type { Story } from './story';
import { duration, escaped, line } from './text';
import { andMore, type Values } from './values';
import { isRecord } from '../../src/core/model/opaque';
import type { Action, Field, Visit } from '../../src/core/picture';

const MOST_ITEMS = 100;

export function visitHtml(visit: Visit, story: Story, values: Values): string {
  const { inputs, outputs, actions, traces, dialogue, condition, error } = visit;
  return [
    whenHtml(visit, story),
    error ? `<p class="error">${escaped(`${line(error.code, 100)}: ${line(error.message, 2000)}`)}</p>` : '',
    inputs.length > 0 ? `<h3>Inputs</h3>${inputs.map((field) => fieldHtml(field, values)).join('')}` : '',
    condition === undefined ? '' : '<h3>Condition that applies</h3><p><strong>✓ '
      + `${escaped(line(condition, 200))}</strong></p>`,
    actions.map((action, at) => actionHtml(action, at, actions.length, values)).join(''),
    dialogue.map(({ isAnswer, document }) =>
      `<h3>${isAnswer ? 'The user answers' : 'Asks the user'}</h3>${values.html(document)}`).join(''),
    traces.length > 0 ? `<h3>Steps of the agent</h3>${values.html(traces, 'traces')}` : '',
    outputs.length > 0 ? outputsHtml(outputs, values) : '',
  ].join('');
}

/** In which iteration, and when; nothing where there is nothing to say. */
function whenHtml({ start, end, isOver, chain }: Visit, story: Story): string {
  const parts = [
    ...chain.map(({ nodeName, index }) => `${line(nodeName, 60)}[${index}]`),
    ...story.isTimed ? [`starts after ${duration(start - story.run!.start)}, takes ${duration(end - start)}`] : [],
    ...!isOver && story.isLive ? ['not over yet'] : [],
  ];
  return parts.length > 0 ? `<p class="when">${escaped(parts.join(' · '))}</p>` : '';
}

function fieldHtml({ name, value, expression, source }: Field, values: Values): string {
  const from = [source && `from ${line(source, 120)}`, expression !== undefined && expression !== '$.data'
    && `through ${line(expression, 120)}`].filter(Boolean).join(' ');
  const origin = from ? ` <small>${escaped(from)}</small>` : '';
  return `<div class="field"><p><b>${escaped(line(name, 120))}</b>${origin}</p>${values.html(value, name)}</div>`;
}

function outputsHtml(outputs: readonly (readonly Field[])[], values: Values): string {
  if (outputs.length === 1) {
    return `<h3>Outputs</h3>${outputs[0].map((field) => fieldHtml(field, values)).join('')}`;
  }
  const items = outputs.slice(0, MOST_ITEMS).map((fields, at) =>
    `<div class="item"><h4>Item ${at}</h4>${fields.map((field) => fieldHtml(field, values)).join('')}</div>`);
  return `<h3>Outputs, item by item</h3><details><summary>${outputs.length} `
    + `items</summary>${items.join('')}${andMore(outputs.length - MOST_ITEMS, 'item')}</details>`;
}

function actionHtml({ operation, request, response, usage }: Action, at: number, all: number, values: Values): string {
  const attempt = all > 1 ? `Attempt ${at + 1} of ${all}: ` : '';
  return [
    `<h3>${escaped(`${attempt}request of ${line(operation, 60)}`)}`
      + `${usage ? ` <small>${usageText(usage)}</small>` : ''}</h3>`,
    requestHtml(request, values),
    response === undefined ? '' : `<h3>Response</h3>${values.html(response, 'response')}`,
  ].join('');
}

/** The messages to a model as texts, and what is beside them as JSON. */
function requestHtml(request: unknown, values: Values): string {
  if (!isRecord(request) || !Array.isArray(request.messages)) { return values.html(request, 'request'); }
  const { messages, system, operation: _, ...rest } = request;
  const texts = [
    ...textsOf(system).map((text) => ({ role: 'system', text })),
    ...messages.flatMap((message: unknown) => isRecord(message)
      ? textsOf(message.content).map((text) => ({ role: line(String(message.role), 40), text })) : []),
  ];
  return [
    ...texts.map(({ role, text }) =>
      `<div class="field"><p><b>${escaped(role)}</b></p>${values.html(text, role)}</div>`),
    values.html(rest, 'beside the messages'),
  ].join('');
}

/** The text of each block; a block of another kind as it is. */
function textsOf(blocks: unknown): readonly unknown[] {
  return Array.isArray(blocks)
    ? blocks.map((block: unknown) => isRecord(block) && typeof block.text === 'string' ? block.text : block) : [];
}
