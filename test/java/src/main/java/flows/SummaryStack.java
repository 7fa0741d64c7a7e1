package flows;

import io.github.cdkbedrockflows.Flow;
import io.github.cdkbedrockflows.FlowModel;
import io.github.cdkbedrockflows.FlowPrompt;
import io.github.cdkbedrockflows.OutputNode;
import io.github.cdkbedrockflows.PromptNode;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

public class SummaryStack extends Stack {
    public final Flow flow;

    public SummaryStack(Construct scope, String id) {
        super(scope, id);
        flow = new Flow(this, "Summary");
        PromptNode summary = PromptNode.Builder.create(flow, "Summarise")
                .model(FlowModel.fromModelId("amazon.nova-lite-v1:0"))
                .prompt(FlowPrompt.inline("Summarise in three sentences: {{topic}}"))
                .inputs(Map.of("topic", flow.getInput()))
                .build();
        OutputNode.Builder.create(flow, "Answer").document(summary.getModelCompletion()).build();
    }
}
