package flows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** Each template is that of TypeScript, byte for byte. */
class TemplatesTest {
    @TempDir
    static Path folder;

    @BeforeAll
    static void synthesize() {
        App app = new App(AppProps.builder().outdir(folder.toString()).build());
        new SummaryStack(app, "Topics");
        new ToneRouterStack(app, "ToneRouter");
        new QuestionsStack(app, "Questions");
        new WriterStack(app, "Writer");
        new CanaryRolloutStack(app, "CanaryRollout");
        new ExportedFlowStack(app, "ExportedFlow", System.getProperty("exported"));
        app.synth();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Topics", "ToneRouter", "Questions", "Writer", "CanaryRollout", "ExportedFlow"})
    void isThatOfTypeScript(String id) {
        assertEquals(TypeScript.template(id), TypeScript.text(folder.resolve(id + ".template.json")));
    }
}
