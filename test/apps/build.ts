/** From an app as data to the app. */
import type { App } from 'aws-cdk-lib';
import { apply } from './dimensions/aspects';
import { grant } from './dimensions/grants';
import { keyOf } from './dimensions/keys';
import { addNode } from './dimensions/nodes';
import { optionsOf, publish } from './dimensions/publishing';
import { Roles } from './dimensions/roles';
import { textOf } from './dimensions/texts';
import type { AppSpec, FlowSpec } from './spec';
import { type World, worldOf } from './world';
import { Flow, OutputNode } from '../../src';

export function appOf(spec: AppSpec): App {
  const world = worldOf(spec.layout, spec.beforeName);
  for (const aspect of spec.aspects) { apply(aspect, world); }
  const roles = new Roles(world);
  spec.flows.forEach((flow, at) => {
    for (let copy = 0; copy < flow.copies; copy++) { addFlow(flow, `F${at}x${copy}`, roles, world); }
  });
  return world.app;
}

function addFlow(spec: FlowSpec, id: string, roles: Roles, world: World): void {
  const { name, description, tags, role, key, nodes, grants, publishing, versions, words } = spec;
  const text = (shape: FlowSpec['name'], what: string) => shape && textOf(shape, what, world);
  const flow = new Flow(world.home, id, {
    flowName: text(name, `flow-${id}`),
    description: text(description, 'A flow'),
    ...tags && { tags: { team: textOf(tags, 'blue', world) } },
    role: roles.of(role, `${id}Role`),
    encryptionKey: keyOf(key, `${id}Key`, world),
    currentVersionOptions: optionsOf(versions),
  });
  for (const [at, { kind, text: shape }] of nodes.entries()) {
    const document = addNode(flow, `Node${at}`, kind, flow.input, { shape, words }, world);
    new OutputNode(flow, `Out${at}`, { document });
  }
  const aliases = publish(flow, publishing);
  for (const one of grants) { grant(one, flow, aliases, world); }
}
