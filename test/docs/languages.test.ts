/** What `docs/languages.md` shows are files that the tests of each language compile and run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, snippetsIn } from '../../scripts/docs/pages';

const FILES: Readonly<Record<string, readonly string[]>> = {
  python: ['test/python/topics.py', 'test/python/test_topics.py'],
  java: ['test/java/src/main/java/flows/SummaryStack.java', 'test/java/src/test/java/flows/SummaryTest.java'],
  csharp: ['test/dotnet/SummaryStack.cs', 'test/dotnet/SummaryTests.cs'],
  go: ['test/go/summary.go', 'test/go/summary_test.go'],
};

test.each(Object.entries(FILES))('%s', (language, files) => {
  const shown = snippetsIn(language).filter(({ page }) => page === 'docs/languages.md').map(({ code }) => code);
  expect(shown).toEqual(files.map((file) => readFileSync(join(ROOT, file), 'utf8')));
});
