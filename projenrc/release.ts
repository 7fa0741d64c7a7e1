import { type awscdk, YamlFile } from 'projen';

const NODE = '22';
const CHECKOUT = { uses: 'actions/checkout@v4', with: { 'fetch-depth': 0 } };
const SETUP_NODE = {
  uses: 'actions/setup-node@v4', with: { 'node-version': NODE, 'registry-url': 'https://registry.npmjs.org' },
};
const FETCH = { uses: 'actions/download-artifact@v4', with: { name: 'dist', path: 'dist' } };

/** A job that publishes one artefact of the build; the environment `release` asks a maintainer first. */
function publish(steps: readonly object[], permissions: object = {}): object {
  return {
    'needs': 'build',
    'runs-on': 'ubuntu-latest',
    'environment': 'release',
    'permissions': { contents: 'read', ...permissions },
    'steps': [FETCH, ...steps],
  };
}

/** A step with `publib`, the publisher of jsii packages. */
function publib(language: string, env: object): object {
  return { run: `npx --yes publib@0.2 ${language === '' ? 'dist' : `dist/${language}`}`, env };
}

/** What a tag `v1.2.3` does. Names of secrets are those that `publib` reads. */
const WORKFLOW = {
  name: 'release',
  on: { push: { tags: ['v*'] } },
  permissions: { contents: 'read' },
  concurrency: 'release',
  jobs: {
    build: {
      'runs-on': 'ubuntu-latest',
      'permissions': { 'contents': 'read', 'id-token': 'write', 'attestations': 'write' },
      'steps': [
        CHECKOUT,
        SETUP_NODE,
        { uses: 'actions/setup-python@v5', with: { 'python-version': '3.11' } },
        { uses: 'actions/setup-java@v4', with: { 'distribution': 'temurin', 'java-version': '17' } },
        { uses: 'actions/setup-dotnet@v4', with: { 'dotnet-version': '8.0' } },
        { uses: 'actions/setup-go@v5', with: { 'go-version': '1.25' } },
        { run: 'bash scripts/release/artefacts.sh "${GITHUB_REF_NAME#v}" all' },
        { uses: 'actions/attest-build-provenance@v2', with: { 'subject-path': 'dist/**/*' } },
        { uses: 'actions/upload-artifact@v4', with: { name: 'dist', path: 'dist' } },
      ],
    },
    github: {
      'needs': 'build',
      'runs-on': 'ubuntu-latest',
      'permissions': { contents: 'write' },
      'steps': [FETCH, {
        run: 'gh release create "$GITHUB_REF_NAME" --repo "$GITHUB_REPOSITORY" '
          + '--notes-file dist/CHANGES.md --verify-tag',
        env: { GH_TOKEN: '${{ github.token }}' },
      }],
    },
    npm: publish([SETUP_NODE, {
      run: 'npm publish --provenance --access public dist/js/*.tgz',
      env: { NODE_AUTH_TOKEN: '${{ secrets.NPM_TOKEN }}' },
    }], { 'id-token': 'write' }),
    pypi: publish([
      { uses: 'pypa/gh-action-pypi-publish@release/v1', with: { 'packages-dir': 'dist/python' } },
    ], { 'id-token': 'write' }),
    maven: publish([SETUP_NODE, publib('java', {
      MAVEN_SERVER_ID: 'central-ossrh',
      MAVEN_USERNAME: '${{ secrets.MAVEN_USERNAME }}',
      MAVEN_PASSWORD: '${{ secrets.MAVEN_PASSWORD }}',
      MAVEN_GPG_PRIVATE_KEY: '${{ secrets.MAVEN_GPG_PRIVATE_KEY }}',
      MAVEN_GPG_PRIVATE_KEY_PASSPHRASE: '${{ secrets.MAVEN_GPG_PRIVATE_KEY_PASSPHRASE }}',
    })]),
    nuget: publish([SETUP_NODE, publib('dotnet', { NUGET_API_KEY: '${{ secrets.NUGET_API_KEY }}' })]),
    go: publish([SETUP_NODE, publib('go', {
      GITHUB_TOKEN: '${{ secrets.GO_GITHUB_TOKEN }}',
      GIT_USER_NAME: 'release',
      GIT_USER_EMAIL: 'release@example.invalid',
    })]),
    site: {
      'needs': 'build',
      'runs-on': 'ubuntu-latest',
      'permissions': { 'contents': 'read', 'pages': 'write', 'id-token': 'write' },
      'environment': 'github-pages',
      'steps': [
        CHECKOUT, SETUP_NODE,
        { run: 'npm ci && npm run site', env: { SITE_BASE: '/cdk-bedrock-flows/' } },
        { uses: 'actions/upload-pages-artifact@v3', with: { path: 'website/dist' } },
        { uses: 'actions/deploy-pages@v4' },
      ],
    },
  },
};

const weekly = (ecosystem: string, directory: string) => ({
  'package-ecosystem': ecosystem,
  directory,
  'schedule': { interval: 'weekly' },
  'open-pull-requests-limit': 5,
});

const UPGRADES = {
  version: 2,
  updates: [
    {
      ...weekly('npm', '/'),
      groups: {
        'aws-sdk': { patterns: ['@aws-sdk/*', '@smithy/*'] },
        'tools': { 'dependency-type': 'development', 'update-types': ['minor', 'patch'] },
      },
      // the lowest versions that the library allows, and those that jsii decides: .projenrc.ts says why
      ignore: ['aws-cdk-lib', 'constructs', 'typescript', 'jsii', 'jsii-rosetta', 'cdk-nag', 'commander', '@types/node']
        .map((name) => ({ 'dependency-name': name, 'update-types': ['version-update:semver-major'] })),
    },
    weekly('npm', '/website'),
    weekly('npm', '/test/snapshots/runner'),
    weekly('pip', '/test/deploy'),
    weekly('github-actions', '/'),
  ],
};

/** The workflow of releases, and the upgrades of what development needs. */
export function addRelease(project: awscdk.AwsCdkConstructLibrary): void {
  new YamlFile(project, '.github/workflows/release.yml', { obj: WORKFLOW });
  new YamlFile(project, '.github/dependabot.yml', { obj: UPGRADES });
  project.addTask('release:dry', {
    description: 'Make the artefacts, the changelog and the tag of a version in a clean clone, and publish nothing',
    exec: 'bash scripts/release/dry.sh',
    receiveArgs: true,
  });
  project.addTask('changelog', {
    description: 'What changed for users since the last tag, from the commits',
    exec: 'tsx scripts/release/changelog.ts',
    receiveArgs: true,
  });
}
