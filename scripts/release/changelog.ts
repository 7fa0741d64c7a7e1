/**
 * What changed for users since the last tag, from the commits: `tsx scripts/release/changelog.ts 0.1.0 2026-11-29`.
 * A commit stands where most of what it changes is; those that change only tests, tools or documents for developers are
 * left out. A line `BREAKING: …` in a body says what users must change.
 */
import { execFileSync } from 'child_process';

export interface Commit {
  readonly subject: string;
  readonly body: string;
  readonly files: readonly string[];
}

/** Where a file belongs, for its users; the first that fits. */
const SECTIONS: readonly (readonly [title: string, files: RegExp])[] = [
  ['Local runner and testing', /^src\/(?:testing|runner|core\/simulate)\//],
  ['Rules and messages', /^src\/core\/(?:validate|constraints)\//],
  ['Command', /^(?:cli|src\/core\/(?:diff|picture|diagram))\//],
  ['Functions', /^(?:handlers|src\/core\/contract)\//],
  ['Constructs', /^src\//],
  ['Documentation and examples', /^(?:docs|examples|website|README\.md)/],
];

/** The text of a section of CHANGELOG.md. */
export function changes(version: string, date: string, commits: readonly Commit[]): string {
  const sections = new Map<string, string[]>(SECTIONS.map(([title]) => [title, []]));
  for (const commit of commits) { sections.get(sectionOf(commit) ?? '')?.push(`- ${commit.subject}`); }
  const breaking = commits.flatMap(({ body }) => [...body.matchAll(/^BREAKING: ([\s\S]*?)(?=\n\n|$(?![\s\S]))/gm)])
    .map(([, text]) => `- ${text.trim().replace(/\n/g, ' ')}`);
  const titled = [['What you must change', breaking] as const, ...sections].filter(([, lines]) => lines.length > 0);
  return [
    `## ${version} (${date})\n`, ...titled.flatMap(([title, lines]) => [`### ${title}\n`, ...lines, '']),
  ].join('\n');
}

/** The section that has most of the files; of as many the one that is first. */
function sectionOf({ files }: Commit): string | undefined {
  const first = files.map((file) => SECTIONS.find(([, pattern]) => pattern.test(file))?.[0]);
  const counts = SECTIONS.map(([title]) => ({ title, count: first.filter((other) => other === title).length }));
  const most = Math.max(...counts.map(({ count }) => count));
  return most === 0 ? undefined : counts.find(({ count }) => count === most)!.title;
}

/** The commits after a revision, or all; the newest first. */
function commitsSince(since: string | undefined): readonly Commit[] {
  const log = execFileSync('git', [
    'log', '--no-merges', '--name-only', '--format=%x01%s%x02%b%x02', ...since ? [`${since}..HEAD`] : [],
  ], { encoding: 'utf8', maxBuffer: 1e9 });
  return log.split('\x01').slice(1).map((entry) => {
    const [subject, body, files] = entry.split('\x02');
    return { subject, body: body.trim(), files: files.split('\n').filter((file) => file !== '') };
  });
}

function lastTag(): string | undefined {
  const tags = execFileSync('git', ['tag', '--list', 'v*', '--merged', 'HEAD', '--sort=-version:refname'],
    { encoding: 'utf8' });
  return tags.split('\n')[0] || undefined;
}

if (require.main === module) {
  const [version = 'Unreleased', date = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
  console.log(changes(version, date, commitsSince(lastTag())));
}
