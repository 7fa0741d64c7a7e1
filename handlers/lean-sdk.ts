/** What a bundler does not see by itself of the AWS SDK: that most of it is not used. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/**
 * The schemas of a client have keys such as `[_hH]`, a constant in the same file. A bundler keeps what has a computed
 * key, because reading one may do something; with the text of the constant in its place, schemas of operations that
 * no function calls fall away.
 */
export const LITERAL_KEYS: Plugin = {
  name: 'literal-keys',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]dist-es[\\/](.*[\\/])?schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const constants = new Map([...source.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)]
        .map(([, name, text]) => [name, text]));
      return { contents: source.replace(/\[(_\w+)\]:/g, (key, name) => `${constants.get(name) ?? key.slice(0, -1)}:`) };
    });
  },
};

/** A client reads its version from its whole package.json. */
export const VERSIONS_ALONE: Plugin = {
  name: 'versions-alone',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]node_modules[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
