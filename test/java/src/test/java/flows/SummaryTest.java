package flows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.cdkbedrockflows.testing.FlowRun;
import io.github.cdkbedrockflows.testing.FlowSimulator;
import io.github.cdkbedrockflows.testing.NodeMock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

class SummaryTest {
    @Test
    void aTopicIsSummarised() {
        FlowSimulator simulator = FlowSimulator.fromFlow(new SummaryStack(new App(), "Topics").flow);
        simulator.mock("Summarise", NodeMock.returns("They move warmth."));
        FlowRun run = simulator.run("heat pumps");
        assertEquals(Map.of("topic", "heat pumps"), run.calls("Summarise").get(0).getInputs());
        assertEquals("They move warmth.", run.output("Answer"));
    }
}
