/** Keys of a definition that the generated class CfnFlow leaves out of the template, without a word. */
import { readFileSync } from 'fs';
import { basename, dirname, join } from 'path';
import { isRecord } from '../core/model/opaque';
import { normalise } from '../core/template';
import type { Finding } from '../core/validate/finding';
import { validateModel } from '../core/validate/validate';

/** The findings on what a template has, with a warning for each key that it was to have and has not. */
export function withDropped(rendered: readonly Finding[], given: unknown): readonly Finding[] {
  if (given === undefined) { return rendered; }
  const { definition, problems } = normalise(given);
  const dropped = validateModel(definition, problems).filter((one) => isOfKeys(one)
    && !rendered.some(({ code, path }) => code === one.code && path === one.path));
  return [...rendered, ...dropped.map((one): Finding => ({
    ...one, severity: 'warning', message: `${one.message}, so CDK leaves it out of the template`,
  }))];
}

function isOfKeys({ code }: Finding): boolean {
  return code === 'UnknownKey' || code === 'RetiredKey';
}

/**
 * What the CfnFlow behind a resource was given: CDK writes it to `tree.json`. `undefined` where that can't be found.
 */
export function givenTo(template: unknown, id: string | undefined, templatePath: string): unknown {
  const resource = id === undefined ? undefined : member(member(template, 'Resources'), id);
  const path = member(member(resource, 'Metadata'), 'aws:cdk:path')
    ?? pathIn(readJson(join(dirname(templatePath), 'manifest.json')), id, templatePath);
  if (typeof path !== 'string') { return undefined; }
  let node = member(treeNear(templatePath), 'tree');
  for (const step of path.split('/').filter(Boolean)) { node = member(member(node, 'children'), step); }
  return member(member(member(node, 'attributes'), 'aws:cdk:cloudformation:props'), 'definition');
}

/** The path of the construct with this logical id, from the manifest of the assembly. */
function pathIn(manifest: unknown, id: string | undefined, templatePath: string): string | undefined {
  const artifacts = member(manifest, 'artifacts');
  for (const artifact of isRecord(artifacts) ? Object.values(artifacts) : []) {
    if (member(member(artifact, 'properties'), 'templateFile') !== basename(templatePath)) { continue; }
    const file = member(artifact, 'additionalMetadataFile');
    const metadata = member(artifact, 'metadata')
      ?? (typeof file === 'string' ? readJson(join(dirname(templatePath), file)) : undefined);
    for (const [path, entries] of Object.entries(isRecord(metadata) ? metadata : {})) {
      if (Array.isArray(entries) && entries.some((entry) => member(entry, 'type') === 'aws:cdk:logicalId'
        && member(entry, 'data') === id)) { return path; }
    }
  }
  return undefined;
}

/** The tree of the app: beside the template, or above it where that is of a stage. */
function treeNear(templatePath: string): unknown {
  let folder = dirname(templatePath);
  for (let depth = 0; depth < 5; depth++) {
    const tree = readJson(join(folder, 'tree.json'));
    if (tree !== undefined) { return tree; }
    folder = dirname(folder);
  }
  return undefined;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function member(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
