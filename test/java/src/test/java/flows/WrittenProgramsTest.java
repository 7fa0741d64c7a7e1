package flows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.constructs.Construct;

/** What `bedrock-flows code` writes of the corpus comes to what the same programs come to in TypeScript. */
class WrittenProgramsTest {
    private static final String END = ".template.json";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> areThoseOfTypeScript() throws Exception {
        Path wanted = Path.of(System.getProperty("expectedOfPrograms"));
        List<String> names;
        try (Stream<Path> files = Files.list(wanted)) {
            names = files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(END))
                .map(name -> name.substring(0, name.length() - END.length())).sorted().collect(Collectors.toList());
        }
        App app = new App(AppProps.builder().outdir(folder.toString()).build());
        for (String name : names) {
            Class.forName(name).getConstructor(Construct.class, String.class).newInstance(app, name);
        }
        app.synth();
        return names.stream().map(name -> DynamicTest.dynamicTest(name, () -> assertEquals(
            TypeScript.text(wanted.resolve(name + END)), TypeScript.text(folder.resolve(name + END)))));
    }
}
