/** Where the stacks of a cloud assembly (`cdk.out`) are deployed: its manifest says it where the program does. */
import { isRecord } from '../model/opaque';

const STACK = 'aws:cloudformation:stack';
const ENVIRONMENT = /^aws:\/\/[^/]+\/([a-z]{2,}(?:-[a-z]+)+-\d+)$/;

/**
 * The Region of a template, by the manifest beside it. A template that is not a stack of its own is that of a nested
 * one: it has the Region that all stacks have, if they have one.
 */
export function regionInAssembly(manifest: unknown, templateFile: string): string | undefined {
  const artifacts = isRecord(manifest) && isRecord(manifest.artifacts) ? Object.values(manifest.artifacts) : [];
  const stacks = artifacts.filter((artifact): artifact is Record<string, unknown> => isRecord(artifact)
    && artifact.type === STACK);
  const own = stacks.filter(({ properties }) => isRecord(properties) && properties.templateFile === templateFile);
  const regions = new Set((own.length > 0 ? own : stacks).map(({ environment }) => regionOf(environment)));
  return regions.size === 1 ? [...regions][0] : undefined;
}

function regionOf(environment: unknown): string | undefined {
  return typeof environment === 'string' ? ENVIRONMENT.exec(environment)?.[1] : undefined;
}
