/** The changelog has what users meet, where they look for it. */
import { changes, type Commit } from '../../scripts/release/changelog';

const commit = (subject: string, files: readonly string[], body = ''): Commit => ({ subject, files, body });

test('a commit stands once, where most of it is; tests and tools are left out', () => {
  expect(changes('1.2.0', '2026-12-01', [
    commit('run tells the time', ['cli/run/run.ts', 'cli/run/view.ts', 'src/runner/clock.ts', 'test/cli/run.test.ts']),
    commit('Tests are faster', ['test/a.test.ts', 'jest.config.json']),
    commit('Loops have names', ['src/nodes/loop-node.ts', 'docs/nodes.md'],
      'They had none.\n\nBREAKING: the option `label` is gone;\nuse `nodeName`\n\nSee the guide.'),
  ])).toBe(`## 1.2.0 (2026-12-01)

### What you must change

- the option \`label\` is gone; use \`nodeName\`

### Command

- run tells the time

### Constructs

- Loops have names
`);
});

test('a version without such changes has its title alone', () => {
  expect(changes('1.2.1', '2026-12-02', [])).toBe('## 1.2.1 (2026-12-02)\n');
});
