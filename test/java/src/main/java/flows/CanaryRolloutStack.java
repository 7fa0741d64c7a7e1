package flows;

import io.github.cdkbedrockflows.CanaryErrorAlarm;
import io.github.cdkbedrockflows.CanaryFlowAlias;
import io.github.cdkbedrockflows.CanaryLatencyAlarm;
import io.github.cdkbedrockflows.Flow;
import io.github.cdkbedrockflows.FlowAlias;
import io.github.cdkbedrockflows.FlowDataType;
import io.github.cdkbedrockflows.FlowInference;
import io.github.cdkbedrockflows.FlowModel;
import io.github.cdkbedrockflows.FlowPrompt;
import io.github.cdkbedrockflows.FlowSmokeTest;
import io.github.cdkbedrockflows.FlowSmokeTestOptions;
import io.github.cdkbedrockflows.FlowValue;
import io.github.cdkbedrockflows.OutputNode;
import io.github.cdkbedrockflows.PromptNode;
import io.github.cdkbedrockflows.TextPromptOptions;
import io.github.cdkbedrockflows.TrafficShift;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** examples/canary-rollout in Java: an alias, a canary and a smoke test. */
public class CanaryRolloutStack extends Stack {
    public final Flow flow;

    public CanaryRolloutStack(Construct scope, String id) {
        super(scope, id);
        flow = Flow.Builder.create(this, "Reply").inputType(FlowDataType.OBJECT).build();
        Map<String, FlowValue> inputs = new HashMap<>();
        inputs.put("customer", flow.getInput().stringAt("customer"));
        inputs.put("message", flow.getInput().stringAt("message"));
        PromptNode reply = PromptNode.Builder.create(flow, "Write")
                .model(FlowModel.fromModelId("eu.amazon.nova-pro-v1:0"))
                .prompt(FlowPrompt.inline("Answer {{customer}} in three sentences: {{message}}",
                        TextPromptOptions.builder().inference(FlowInference.builder().maxTokens(400).build()).build()))
                .inputs(inputs)
                .build();
        OutputNode.Builder.create(flow, "Answer").document(reply.getModelCompletion()).build();

        // the order of a map of Java is its own, and changes with the process
        Map<String, String> question = new HashMap<>();
        question.put("message", "Where is my order?");
        question.put("customer", "Ada");
        CanaryFlowAlias canary = CanaryFlowAlias.Builder.create(this, "Canary")
                .flow(flow)
                .shift(TrafficShift.canary(10, Duration.minutes(10)))
                .smokeTests(Collections.singletonList(
                        FlowSmokeTest.of(question, FlowSmokeTestOptions.builder().expectPattern("Ada").build())))
                .errorAlarm(CanaryErrorAlarm.builder().maxFaultPercent(5).minSamples(10).build())
                .latencyAlarm(CanaryLatencyAlarm.builder().p90(Duration.seconds(20)).build())
                .promotedAliasName("live")
                .functionUrl(true)
                .build();
        FlowAlias.Builder.create(this, "Preview").flow(flow).aliasName("preview").build();

        CfnOutput.Builder.create(this, "RouterUrl").value(canary.getFunctionUrl().getUrl()).build();
        CfnOutput.Builder.create(this, "RouterFunction").value(canary.getRouterAlias().getFunctionArn()).build();
        CfnOutput.Builder.create(this, "PromotedAliasId").value(canary.getPromotedAlias().getFlowAliasId()).build();
    }
}
