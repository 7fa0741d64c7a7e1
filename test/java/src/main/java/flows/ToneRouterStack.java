package flows;

import io.github.cdkbedrockflows.Classifier;
import io.github.cdkbedrockflows.Flow;
import io.github.cdkbedrockflows.FlowGuardrail;
import io.github.cdkbedrockflows.FlowModel;
import io.github.cdkbedrockflows.FlowPrompt;
import io.github.cdkbedrockflows.FlowValue;
import io.github.cdkbedrockflows.KnowledgeBaseGenerateNode;
import io.github.cdkbedrockflows.OutputNode;
import io.github.cdkbedrockflows.PromptNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.bedrock.CfnGuardrail;
import software.amazon.awscdk.services.bedrock.CfnGuardrail.ContentFilterConfigProperty;
import software.amazon.awscdk.services.bedrock.CfnGuardrail.ContentPolicyConfigProperty;
import software.constructs.Construct;

/** examples/tone-router in Java: branches, a knowledge base and a guardrail. */
public class ToneRouterStack extends Stack {
    public final Flow flow;

    public ToneRouterStack(Construct scope, String id) {
        super(scope, id);
        CfnGuardrail guardrail = CfnGuardrail.Builder.create(this, "Manners")
                .name("support-manners")
                .blockedInputMessaging("Sorry, we cannot answer this message.")
                .blockedOutputsMessaging("Sorry, we cannot answer this message.")
                .contentPolicyConfig(ContentPolicyConfigProperty.builder()
                        .filtersConfig(Arrays.asList(
                                filter("INSULTS", "NONE", "HIGH"), filter("PROMPT_ATTACK", "HIGH", "NONE")))
                        .build())
                .build();
        flow = Flow.Builder.create(this, "Support")
                .description("Answers a message according to its tone")
                .guardrail(FlowGuardrail.fromPublished(guardrail))
                .build();
        FlowValue message = flow.getInput();
        Map<String, FlowValue> inputs = Collections.singletonMap("message", message);
        FlowModel model = FlowModel.inferenceProfile("us.amazon.nova-lite-v1:0");

        Classifier tone = Classifier.Builder.create(flow, "Tone")
                .text(message)
                .model(model)
                .labels(Arrays.asList("angry", "question", "other"))
                .fallback("other")
                .question("What is this message?")
                .build();

        PromptNode calm = PromptNode.Builder.create(flow, "Calm")
                .runWhen(tone.label("angry"))
                .model(FlowModel.inferenceProfile("us.amazon.nova-pro-v1:0"))
                .prompt(FlowPrompt.inline("Write a calm reply that takes the complaint seriously and offers "
                        + "a call back: {{message}}"))
                .inputs(inputs)
                .build();
        OutputNode.Builder.create(flow, "CalmReply").document(calm.getModelCompletion()).build();

        KnowledgeBaseGenerateNode lookUp = KnowledgeBaseGenerateNode.Builder.create(flow, "LookUp")
                .runWhen(tone.label("question"))
                .knowledgeBaseId("KB12345678")
                .model(model)
                .retrievalQuery(message)
                .build();
        OutputNode.Builder.create(flow, "FoundAnswer").document(lookUp.getOutputText()).build();

        PromptNode thank = PromptNode.Builder.create(flow, "Thank")
                .runWhen(tone.label("other"))
                .model(model)
                .prompt(FlowPrompt.inline("Write a short and friendly reply: {{message}}"))
                .inputs(inputs)
                .build();
        OutputNode.Builder.create(flow, "FriendlyReply").document(thank.getModelCompletion()).build();
    }

    private static ContentFilterConfigProperty filter(String type, String input, String output) {
        return ContentFilterConfigProperty.builder().type(type).inputStrength(input).outputStrength(output).build();
    }
}
