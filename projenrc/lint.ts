import type { awscdk } from 'projen';
import type { CommandName } from '../cli/command-record';

type Project = awscdk.AwsCdkConstructLibrary;

/** The linters: rules of eslint beyond those of projen: sizes, and the walls between folders. */
export function addLint(project: Project): void {
  project.addTask('lint:python', {
    description: 'Lint the Python of the project with ruff',
    exec: 'bash scripts/lint-python.sh',
  });
  project.addTask('unused', {
    description: 'Find exports that no file imports',
    exec: 'tsx scripts/unused.ts',
  });
  addSizes(project);
  addTypeImports(project);
  addTests(project);
  addScripts(project);
  addWallOfSources(project);
  addWallOfFlows(project);
  addWallOfCore(project);
  addWallOfCommand(project);
  addWallOfHandlers(project);
}

function addSizes(project: Project): void {
  project.eslint!.addOverride({
    files: ['src', 'cli', 'handlers', 'integ', 'scripts', 'bench', 'projenrc'].map((folder) => `${folder}/**/*.ts`),
    rules: { 'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }] },
  });
  project.eslint!.addRules({ '@stylistic/max-len': ['error', { code: 120, ignoreUrls: true }] });
}

/** What is needed as a type only is gone when the program runs, and closes no circle of modules. */
function addTypeImports(project: Project): void {
  project.eslint!.addRules({
    '@typescript-eslint/consistent-type-imports': ['error', {
      fixStyle: 'inline-type-imports',
      disallowTypeAnnotations: false,
    }],
  });
  // as the users of the library write
  project.eslint!.addOverride({
    files: ['examples/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  });
}

/** The time limit of a test is that of its tier. */
function addTests(project: Project): void {
  project.eslint!.addOverride({
    files: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...[
        'CallExpression[callee.object.name="jest"][callee.property.name="setTimeout"]',
        'CallExpression[callee.name=/^(test|it|beforeAll|beforeEach|afterAll|afterEach)$/] > '
          + 'Literal.arguments:not(:first-child)',
      ].map((selector) => ({ selector, message: 'No test has a time limit of its own: its tier has one.' }))],
    },
  });
}

/** JavaScript: programs that are given to other processes and to browsers, and what jest loads. */
function addScripts(project: Project): void {
  project.eslint!.addIgnorePattern('!**/programs/*.js');
  project.eslint!.addOverride({ files: ['**/programs/*.js'], env: { browser: true, es2022: true } } as any);
  project.eslint!.addOverride({
    files: ['**/*.cjs', '**/programs/*.js'],
    extends: ['eslint:recommended'],
    env: { node: true, es2022: true },
    parserOptions: { project: null, ecmaVersion: 2022 },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/return-await': 'off',
    },
  } as any);
}

function addWallOfSources(project: Project): void {
  project.eslint!.addOverride({
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [{ regex: '^cdk-bedrock-flows(/|$)', message: 'Sources import each other by relative path.' }],
      }],
    },
  });
}

/** A flow knows nothing of what is built of it or around it. */
function addWallOfFlows(project: Project): void {
  const zone = (rooms: readonly string[], walls: readonly string[], message: string) =>
    rooms.flatMap((room) => walls.map((wall) => ({ target: `./src/${room}`, from: `./src/${wall}`, message })));
  project.eslint!.addOverride({
    files: ['src/**/*.ts'],
    rules: {
      'import/no-restricted-paths': ['error', {
        zones: [
          ...zone(['flow', 'graph', 'nodes', 'prompts', 'models', 'role', 'import'],
            ['calls', 'events', 'patterns', 'step-functions'],
            'A flow knows nothing of what is built of it or around it.'),
          ...zone(['patterns'], ['calls', 'canary', 'events', 'functions', 'step-functions', 'versions'],
            'A pattern is made of nodes, and knows nothing of what is around a flow.'),
          ...zone(['calls'], ['events', 'step-functions'], 'Functions that call a flow do not know who calls them.'),
          ...zone(['events'], ['step-functions'], 'Events and state machines do not know each other.'),
          ...zone(['step-functions'], ['events'], 'Events and state machines do not know each other.'),
        ],
      }],
    },
  });
}

/** src/core is pure TypeScript that imports nothing but itself. */
function addWallOfCore(project: Project): void {
  project.eslint!.addOverride({
    files: ['src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [{ regex: '^[^.]', message: 'src/core is pure TypeScript: only relative imports inside src/core.' }],
      }],
      'import/no-restricted-paths': ['error', {
        zones: [{
          target: './src/core',
          from: '.',
          except: ['./src/core'],
          message: 'src/core imports nothing from outside src/core.',
        }],
      }],
      'no-restricted-syntax': ['error', ...['ImportExpression', 'TSImportEqualsDeclaration', 'TSImportType']
        .map((selector) => ({ selector, message: 'src/core uses static relative imports only.' }))],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'require', 'module', '__dirname', '__filename'],
    },
  });
}

/** The folder of each command; what several of them need is in a folder that is none. */
const FOLDERS: { readonly [Name in CommandName]: string } = {
  code: 'code',
  completion: 'completion',
  cost: 'cost',
  diff: 'diff',
  export: 'export',
  graph: 'view',
  init: 'init',
  invoke: 'invoke',
  review: 'review',
  run: 'run',
  serve: 'serve',
  trace: 'trace',
  types: 'types',
  validate: 'validate',
  verify: 'verify',
  view: 'view',
};

/** The command stands on src/core, the runner, and what its bundle inlines. */
function addWallOfCommand(project: Project): void {
  project.eslint!.addOverride({
    files: ['cli/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [{
          regex: '^(?!\\.|node:|commander$|picocolors$|yaml$|esbuild$|@dagrejs/dagre$)',
          message: 'The command imports src/core, Node and what its bundle inlines, nothing else.',
        }],
      }],
      'import/no-restricted-paths': ['error', {
        zones: [{
          target: './cli',
          from: './src',
          except: ['./core', './runner'],
          message: 'The command reads src/core and src/runner, not the constructs.',
        }, ...[...new Set(Object.values(FOLDERS))].sort().map((name) => ({
          target: `./cli/!(${name})/**`,
          from: `./cli/${name}`,
          message: 'No command imports another: what both need is in a folder that is none.',
        }))],
      }],
    },
  });
}

/** The handlers run in Lambda, which has the SDK; nothing of CDK may come along. */
function addWallOfHandlers(project: Project): void {
  project.eslint!.addOverride({
    files: ['handlers/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [{
          regex: '^(?!\\.|node:|@aws-sdk/|@smithy/node-http-handler$|esbuild$)',
          message: 'A handler imports Node, the AWS SDK, its own files and src/core, nothing else.',
        }],
      }],
      'import/no-restricted-paths': ['error', {
        zones: [
          {
            target: './handlers',
            from: './src',
            except: ['./core'],
            message: 'A handler reads src/core, not the constructs.',
          },
          ...['cli', 'test', 'examples', 'bench'].map((room) => (
            { target: './handlers', from: `./${room}`, message: `A handler imports nothing of ${room}.` }
          )),
        ],
      }],
    },
  });
}
