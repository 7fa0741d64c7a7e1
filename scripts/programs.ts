/**
 * Writes the programs that are given to other processes and to browsers, as text, into `programs.generated.ts` beside
 * their folder: so the compiler, the bundler, jest and tsx all find them without a loader.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';

/** Folders of programs; those for pages are made small, since each page holds them. */
const FOLDERS = [
  { folder: 'src/runner/handlers/programs', isSmall: false },
  { folder: 'cli/picture/programs', isSmall: true },
  { folder: 'cli/serve/ui/programs', isSmall: true },
];

/** The modules with the programs, by their paths. */
export function programModules(): ReadonlyMap<string, string> {
  return new Map(FOLDERS.map(({ folder, isSmall }) => {
    const names = readdirSync(folder).sort();
    const texts = names.map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const shown = isSmall ? minified(text) : text;
      return `/** ${folder}/${name} */\nexport const ${constantOf(name)} = \`${escaped(shown)}\`;\n`;
    });
    return [`${folder}.generated.ts`, ['// Written by scripts/programs.ts\n', ...texts].join('\n')];
  }));
}

function minified(text: string): string {
  return transformSync(text, { minify: true, target: 'es2022', format: 'iife' }).code.trim();
}

/** `inline-code.py` is INLINE_CODE_PY. */
function constantOf(name: string): string {
  return name.replace(/\W/g, '_').toUpperCase();
}

function escaped(text: string): string {
  return text.replace(/\\|`|\$\{/g, '\\$&');
}

if (require.main === module) {
  for (const [path, text] of programModules()) { writeFileSync(path, text); }
}
