import { type awscdk, TextFile, YamlFile } from 'projen';

/** A named part of what a change must pass. */
interface Part {
  readonly name: string;
  readonly lines: readonly string[];
  /** Whether it depends on the platform and the version of Node, so that it runs on all of them. */
  readonly everywhere?: boolean;
}

const PARTS: readonly Part[] = [
  { name: 'lint', lines: ['npx projen typecheck', 'npx projen eslint', 'npx projen unused', 'npx projen lint:python'] },
  { name: 'unit', everywhere: true, lines: ['npx projen test:unit'] },
  { name: 'process', everywhere: true, lines: ['npx projen test:process'] },
  {
    name: 'property',
    lines: [
      'npx projen test:property',
      'PROPERTY_RUNS=33 npx projen test:property test/core/validate/robust',
      '# 100,000 texts, keys, mock files and recordings',
      'FC_SEED=1 PROPERTY_RUNS=7 npx projen test:property test/fuzz',
    ],
  },
  {
    name: 'model',
    lines: [
      'npx projen test:model',
      '# not by projen, which gives its arguments to a shell',
      'DEPLOY_HISTORIES=3000 CDK_VALIDATION=false npx jest --selectProjects model --ci test/versions/deploy-model \\',
      '  --testNamePattern "keeping 3 versions|plain CloudFormation loses nothing"',
    ],
  },
  {
    name: 'build',
    lines: [
      '# the steps of `projen build` but for the tests, which are parts of their own',
      'for step in default pre-compile compile post-compile package; do npx projen "$step"; done',
      'npx projen compat',
      'npx projen integ:snapshot',
      'local built',
      'built=$(snapshot)',
      'if [ "$committed" != "$built" ]; then',
      '  git --git-dir="$snapshots" --no-pager diff "$committed" "$built"',
      '  echo "error: the build changed files; run \'npx projen build\' and commit the result" >&2',
      '  exit 1',
      'fi',
    ],
  },
  {
    name: 'coverage',
    lines: [
      '# a floor, not a goal: what falls below was hardly tried at all',
      'CDK_VALIDATION=false npx jest --selectProjects unit --ci --coverage --coverageReporters=text-summary \\',
      '  --coverageThreshold=\'{"global": {"lines": 90, "branches": 75}}\'',
    ],
  },
  { name: 'docs', lines: ['npx projen pre-compile', 'npx projen compile', 'npm run site'] },
  { name: 'demo', lines: ['npm run demo'] },
  ...['newest', 'python', 'java', 'go', 'dotnet', 'code', 'apps', 'view', 'deploy', 'state-machines']
    .map((name) => ({ name, lines: [`npm run test:${name}`] })),
  // that of Rust takes minutes to compile: `npm run test:sdks` tries it too
  { name: 'sdks', lines: ['npm run test:sdks -- JavaScript Python Java Go'] },
];

/** `.ci/run`, one command for everything, and the workflow that runs its parts side by side. */
export function addCi(project: awscdk.AwsCdkConstructLibrary): void {
  const names = PARTS.map(({ name }) => name).join(' ');
  new TextFile(project, '.ci/run', {
    executable: true,
    lines: [
      '#!/usr/bin/env bash',
      '# .ci/run [part...]: what a change must pass, from a fresh clone; all parts where none is named.',
      `# Parts: ${names}`,
      '# Needs Node, npm and Python 3; java and go need a JDK with Maven, and Go, and say so where there is none.',
      'set -euo pipefail',
      'cd "$(dirname "$0")/.."',
      'export CI=1 CDK_DISABLE_CLI_TELEMETRY=true JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION=20 PROPERTY_RUNS=1',
      '',
      `parts=(${names})`,
      'if [ $# -eq 0 ]; then set -- "${parts[@]}"; fi',
      'for part in "$@"; do',
      '  case " ${parts[*]} " in *" $part "*) ;; *)',
      '    echo "error: there is no part \'$part\', only: ${parts[*]}" >&2',
      '    exit 2 ;;',
      '  esac',
      'done',
      '',
      '# A tree hash of all files that are not ignored, tracked or not.',
      '# It has its own git directory: no index of the clone, no owner check.',
      'snapshots=$(mktemp -d)',
      'trap \'rm -rf "$snapshots"\' EXIT',
      'git init --quiet --bare "$snapshots"',
      'snapshot() {',
      '  git --git-dir="$snapshots" --work-tree=. add --all && git --git-dir="$snapshots" write-tree',
      '}',
      '',
      ...PARTS.flatMap(({ name, lines }) => [`run_${name}() {`, ...lines.map((line) => `  ${line}`), '}', '']),
      'committed=$(snapshot)',
      'npm ci --no-audit --no-fund',
      'for part in "$@"; do',
      '  echo "== $part =="',
      '  "run_$part"',
      '  echo "== $part passed after $SECONDS s =="',
      'done',
    ],
  });
  new YamlFile(project, '.github/workflows/ci.yml', { obj: WORKFLOW });
}

const CHECKOUT = [
  { uses: 'actions/checkout@v4', with: { 'fetch-depth': 0 } }, // with its tags
  { uses: 'actions/setup-node@v4', with: { 'node-version': '${{ matrix.node }}' } },
  { uses: 'actions/setup-python@v5', with: { 'python-version': '3.11' } },
];

const WORKFLOW = {
  name: 'ci',
  on: { push: { branches: ['main'] }, pull_request: {} },
  permissions: { contents: 'read' },
  jobs: {
    once: {
      'runs-on': 'ubuntu-latest',
      'strategy': {
        'fail-fast': false,
        'matrix': { node: [22], part: PARTS.filter(({ everywhere }) => !everywhere).map(({ name }) => name) },
      },
      'steps': [...CHECKOUT, { run: '.ci/run ${{ matrix.part }}' }],
    },
    everywhere: {
      'runs-on': '${{ matrix.os }}',
      'strategy': {
        'fail-fast': false,
        'matrix': {
          node: [22, 24, 20], // 22 and 24 are promised, 20 works as long as its tools do
          os: ['ubuntu-latest', 'windows-latest'],
          part: PARTS.filter(({ everywhere }) => everywhere).map(({ name }) => name),
        },
      },
      'steps': [...CHECKOUT, { run: 'bash .ci/run ${{ matrix.part }}', shell: 'bash' }],
    },
  },
};
