import { existsSync, readFileSync } from 'fs';
import { basename, dirname, join } from 'path';
import { regionInAssembly } from '../core/template';

/** The Region of a template in a cloud assembly, where its manifest says it. */
export function regionOfTemplate(templatePath: string): string | undefined {
  const manifest = join(dirname(templatePath), 'manifest.json');
  return existsSync(manifest)
    ? regionInAssembly(JSON.parse(readFileSync(manifest, 'utf8')), basename(templatePath)) : undefined;
}
