package flows;

import io.github.cdkbedrockflows.Flow;
import io.github.cdkbedrockflows.FlowDefinition;
import io.github.cdkbedrockflows.FlowDefinitionOptions;
import io.github.cdkbedrockflows.FlowModel;
import io.github.cdkbedrockflows.FlowPrompt;
import io.github.cdkbedrockflows.FlowValue;
import io.github.cdkbedrockflows.OutputNode;
import io.github.cdkbedrockflows.PromptNode;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** examples/exported-flow in Java: the file of a flow, with a node added to it. */
public class ExportedFlowStack extends Stack {
    public final Flow flow;

    public ExportedFlowStack(Construct scope, String id, String file) {
        super(scope, id);
        FlowModel model = FlowModel.foundationModel("amazon.nova-lite-v1:0");
        Map<String, String> substitutions = new HashMap<>();
        substitutions.put("KnowledgeBaseId", "KB12345678");
        substitutions.put("ModelId", model.getModelId());
        flow = Flow.Builder.create(this, "Answers")
                .description("Answers questions of customers")
                .definition(FlowDefinition.fromFile(
                        file, FlowDefinitionOptions.builder().substitutions(substitutions).build()))
                .build();

        FlowValue answer = flow.findNode("Prompt_1").output("modelCompletion");
        PromptNode translate = PromptNode.Builder.create(flow, "Translate")
                .model(model)
                .prompt(FlowPrompt.inline("Translate into German, and leave names of products as they are: {{answer}}"))
                .inputs(Collections.singletonMap("answer", answer))
                .build();
        OutputNode.Builder.create(flow, "GermanAnswer").document(translate.getModelCompletion()).build();
    }
}
