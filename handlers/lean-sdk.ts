/** What a bundler does not see by itself of the AWS SDK: that most of it is not used. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { type Known, readRules, withoutUnmet } from './endpoint-rules';
import { STAND_INS } from './stand-ins';
import { ROOT } from '../scripts/one-file';

/** A client reads its version from its whole package.json. */
const VERSIONS_ALONE: Plugin = {
  name: 'versions-alone',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]node_modules[\\/]@aws-sdk[\\/][^\\/]+[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version: string };
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** Parts of the SDK that nothing in a Lambda function reaches. */
const STANDING_IN: Plugin = {
  name: 'stand-ins',
  setup: ({ onLoad }) => {
    const gone = Object.keys(STAND_INS).find((file) => !existsSync(join(ROOT, 'node_modules', file)));
    if (gone) { throw new Error(`the SDK has no file ${gone} any more: correct handlers/stand-ins.ts`); }
    onLoad({ filter: /[\\/]node_modules[\\/]@(aws-sdk|smithy)[\\/].*\.js$/ }, ({ path }) => {
      const [, name, file] = /.*[\\/]node_modules[\\/](@[^\\/]+[\\/][^\\/]+)[\\/](.*)/.exec(path)!;
      const contents = STAND_INS[`${name}/${file}`.replaceAll('\\', '/')];
      return contents === undefined ? undefined : { contents };
    });
  },
};

/**
 * What our functions always answer to the rules for addresses of S3. A bucket is called by its name, which nothing may
 * write to that is an ARN or stands for a bucket on Outposts: the policy of a function is for buckets.
 */
export const S3_ANSWERS: Known = {
  ...Object.fromEntries(['Accelerate', 'ForcePathStyle', 'UseGlobalEndpoint'].map((ref) => (
    [JSON.stringify(['booleanEquals', [{ ref }, true]]), false]
  ))),
  ...Object.fromEntries(['UseObjectLambdaEndpoint', 'UseS3ExpressControlEndpoint'].map((ref) => (
    [JSON.stringify(['booleanEquals', [{ fn: 'coalesce', argv: [{ ref }, false] }, true]]), false]
  ))),
  '["isSet",[{"ref":"Bucket"}]]': true,
  '["aws.parseArn",[{"ref":"Bucket"}]]': false,
  '["stringEquals",[{"fn":"coalesce","argv":[{"fn":"substring","argv":[{"ref":"Bucket"},0,4,false]},""]},"arn:"]]':
    false,
  // the ending of an alias of an access point on Outposts
  '["substring",[{"ref":"Bucket"},0,7,true]]': false,
};

/** Without the rules that lead to addresses which no function calls: three in four of them. */
const LEAN_RULES: Plugin = {
  name: 'lean-rules',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]client-s3[\\/]dist-es[\\/]endpoint[\\/]bdd\.js$/ }, ({ path }) => {
      const { nodes, root, conditions, results } = withoutUnmet(readRules(path), S3_ANSWERS);
      return {
        contents: `
        import { BinaryDecisionDiagram } from "@smithy/core/endpoints";
        export const bdd = BinaryDecisionDiagram.from(${
  [Array.from(nodes), root, conditions, results].map((part) => JSON.stringify(part)).join()});`,
      };
    });
  },
};

/**
 * The SDK as these operations need it. The schemas of a client have keys such as `[_hH]`, a constant in the same file:
 * a bundler keeps what has a computed key, because reading one may do something. With the text of the constant in its
 * place, schemas of operations that no function calls fall away. So do the errors of those operations: an error that
 * is not registered has its name and message all the same.
 */
export function leanSdk(commands: ReadonlySet<string>): Plugin[] {
  return [VERSIONS_ALONE, STANDING_IN, LEAN_RULES, {
    name: 'lean-schemas',
    setup: ({ onLoad }) => {
      onLoad({ filter: /[\\/]dist-es[\\/](.*[\\/])?schemas[\\/]schemas_\d+\.js$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8');
        const constants = new Map([...source.matchAll(/^const (\w+) = ("[^"\\]*");$/gm)]
          .map(([, name, text]) => [name, text]));
        const errors = thrownBy(commands, join(dirname(path), '../../dist-types/commands'));
        return {
          contents: source
            .replace(/\[(_\w+)\]:/g, (key, name) => `${constants.get(name) ?? key.slice(0, -1)}:`)
            .replace(/^n0_registry\.registerError\(\w+\$, (\w+)\);$/gm, (line, error) => errors.has(error) ? line : ''),
        };
      });
    },
  }];
}

/** What the declarations of the commands say that they throw. */
function thrownBy(commands: ReadonlySet<string>, folder: string): ReadonlySet<string> {
  const texts = [...commands].map((name) => join(folder, `${name}.d.ts`)).filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/@throws \{@link (\w+)\}/g)].map(([, error]) => error)));
}
