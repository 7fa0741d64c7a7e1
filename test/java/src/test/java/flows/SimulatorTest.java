package flows;

import static java.util.Collections.singletonMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.cdkbedrockflows.testing.FlowRun;
import io.github.cdkbedrockflows.testing.FlowSimulator;
import io.github.cdkbedrockflows.testing.MockRepeat;
import io.github.cdkbedrockflows.testing.MockSequenceOptions;
import io.github.cdkbedrockflows.testing.NodeMock;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awscdk.App;

/** Flows run in a test, with mocks. */
class SimulatorTest {
    private static FlowSimulator topics() {
        return FlowSimulator.fromFlow(new SummaryStack(new App(), "Topics").flow);
    }

    private static FlowSimulator router() {
        FlowSimulator simulator = FlowSimulator.fromFlow(new ToneRouterStack(new App(), "ToneRouter"));
        simulator.mockType("Prompt", NodeMock.returns("a reply"));
        return simulator;
    }

    @ParameterizedTest
    @CsvSource({
        "angry, Tone_Route.isAngry, CalmReply",
        "question, Tone_Route.isQuestion, FoundAnswer",
        "other, Tone_Route.default, FriendlyReply",
    })
    void eachToneHasItsBranch(String tone, String branch, String output) {
        FlowSimulator simulator = router();
        simulator.mock("Tone_Classify", NodeMock.returns(tone));
        simulator.mock("LookUp", NodeMock.returns("a reply"));
        FlowRun run = simulator.run("hello");
        assertEquals(Collections.singletonList(branch), run.getBranchesTaken());
        assertEquals("SUCCESS", run.getCompletionReason());
        assertEquals(output, run.getOutputs().get(0).getNodeName());
        assertEquals("a reply", run.output());
    }

    @Test
    void aFailure() {
        FlowSimulator simulator = router();
        simulator.mock("Tone_Classify", NodeMock.throwsError("throttlingException", "slow down"));
        FlowRun run = simulator.run("hello");
        assertEquals("throttlingException", run.getErrorCode());
        assertEquals("slow down", run.getErrorMessage());
        assertEquals("Tone_Classify", run.getFailedNode());
    }

    @Test
    void itemsAreWorkedOnOneAfterTheOther() {
        FlowSimulator simulator = FlowSimulator.fromFlow(new QuestionsStack(new App(), "Questions").flow);
        simulator.mock("LookUp", NodeMock.sequence(Arrays.asList("one", "two")));
        FlowRun run = simulator.run(singletonMap("questions", Arrays.asList("a", "b")));
        assertEquals(Arrays.asList("one", "two"), run.output("Answers"));
    }

    @Test
    void aLoopEndsWhenTheVerdictIsGood() {
        FlowSimulator simulator = FlowSimulator.fromFlow(new WriterStack(new App(), "Writer").flow);
        simulator.mock("Refine_Judge", NodeMock.sequence(Arrays.asList("revise", "good")));
        simulator.mock("Refine_Improve", NodeMock.sequence(Arrays.asList("better", "best"),
                MockSequenceOptions.builder().repeat(MockRepeat.LAST).build()));
        FlowRun run = simulator.run("a draft");
        assertEquals("best", run.output("Answer"));
        assertEquals(2, run.calls("Refine_Judge").size());
    }

    @Test
    void aMistakeIsOneLine() {
        String misspelt = assertThrows(RuntimeException.class,
                () -> topics().mock("Sumarise", NodeMock.returns("x"))).getMessage();
        assertTrue(misspelt.contains("did you mean 'Summarise'? [UnknownNode]"), misspelt);
        String missing = assertThrows(RuntimeException.class, () -> topics().run("x")).getMessage();
        assertTrue(missing.contains("[MissingHandler]"), missing);
    }
}
