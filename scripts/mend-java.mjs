/**
 * Mends what jsii-pacmak writes for Java: `mend-java.mjs <folder>`.
 *
 * - In the POM, a range such as `[2.224.0,3.0.0)` makes Maven load the POM of every version in it, and jsii-pacmak puts
 *   the newest of the day in its place. Its lower end is what the library asks for: an app that names a newer version
 *   of aws-cdk-lib gets that.
 * - The licence and the notice are in the jar.
 * - In the jar of aws-cdk-lib 2.224.0, `IResource` and references such as `IFlowRef` each have their own default for
 *   what both inherit, so that an interface of both does not compile without one of its own.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RESOURCES = `<resources>
      <resource>
        <directory>src/main/resources</directory>
      </resource>
      <resource>
        <directory>\${project.basedir}</directory>
        <targetPath>META-INF</targetPath>
        <includes>
          <include>LICENSE</include>
          <include>NOTICE</include>
        </includes>
      </resource>
    </resources>`;

const BOTH = /^ +interface Jsii\$Default extends .*\.IResource\.Jsii\$Default, .*\.interfaces\..*\{$/m;
const INHERITED = { node: 'software.constructs.Node', env: 'software.amazon.awscdk.interfaces.ResourceEnvironment' };

const getter = ([name, type]) => `
        @Override
        default @org.jetbrains.annotations.NotNull ${type} get${name[0].toUpperCase()}${name.slice(1)}() {
            return software.amazon.jsii.Kernel.get(this, "${name}",
                software.amazon.jsii.NativeType.forClass(${type}.class));
        }`;

/** Fails where there is nothing to mend: then jsii-pacmak writes something else, and this is to be looked at. */
function mend(file, pattern, replacement) {
  const text = readFileSync(file, 'utf8');
  const mended = text.replace(pattern, replacement);
  if (mended === text) { throw new Error(`${file} has no ${pattern}`); }
  writeFileSync(file, mended);
}

const [folder] = process.argv.slice(2);
const pom = join(folder, 'pom.xml');
mend(pom, /<version>\[([\d.]+),[^<]*<\/version>/g, '<version>$1</version>');
mend(pom, '<build>', `<build>\n    ${RESOURCES}`);

const sources = join(folder, 'src/main/java/io/github/cdkbedrockflows');
const isBoth = (name) => name.endsWith('.java') && BOTH.test(readFileSync(join(sources, name), 'utf8'));
for (const name of readdirSync(sources).filter(isBoth)) {
  mend(join(sources, name), BOTH, (line) => `${line}\n${Object.entries(INHERITED).map(getter).join('\n')}`);
}
