package flows;

import static java.util.Collections.singletonMap;

import io.github.cdkbedrockflows.Flow;
import io.github.cdkbedrockflows.FlowInference;
import io.github.cdkbedrockflows.FlowModel;
import io.github.cdkbedrockflows.FlowPrompt;
import io.github.cdkbedrockflows.FlowValue;
import io.github.cdkbedrockflows.LoopContinueOptions;
import io.github.cdkbedrockflows.LoopNode;
import io.github.cdkbedrockflows.OutputNode;
import io.github.cdkbedrockflows.PromptNode;
import io.github.cdkbedrockflows.TextPromptOptions;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** A loop whose names are the ones of the user. */
public class WriterStack extends Stack {
    public final Flow flow;

    public WriterStack(Construct scope, String id) {
        super(scope, id);
        flow = new Flow(this, "Writer");
        FlowModel model = FlowModel.fromModelId("us.amazon.nova-pro-v1:0");
        LoopNode refine = LoopNode.Builder.create(flow, "Refine")
                .inputs(singletonMap("loopInput", flow.getInput()))
                .maxIterations(4)
                .build();
        FlowValue text = refine.value("loopInput");
        PromptNode verdict = PromptNode.Builder.create(refine, "Judge")
                .model(model)
                .prompt(FlowPrompt.inline("Answer good or revise: {{text}}"))
                .inputs(singletonMap("text", text))
                .build();
        PromptNode better = PromptNode.Builder.create(refine, "Improve")
                .model(model)
                .prompt(FlowPrompt.inline("Improve: {{text}}", TextPromptOptions.builder()
                        .inference(FlowInference.builder().maxTokens(400).build())
                        .build()))
                .inputs(singletonMap("text", text))
                .build();
        refine.continueWhile("needsWork", "verdict == \"revise\"", LoopContinueOptions.builder()
                .inputs(singletonMap("verdict", verdict.getModelCompletion()))
                .nextInputs(singletonMap("loopInput", better.getModelCompletion()))
                .outputs(singletonMap("loopOutput", better.getModelCompletion()))
                .build());
        OutputNode.Builder.create(flow, "Answer").document(refine.output("loopOutput")).build();
    }
}
