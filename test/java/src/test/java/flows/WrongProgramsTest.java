package flows;

import static java.util.Collections.singletonMap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.cdkbedrockflows.ConditionNode;
import io.github.cdkbedrockflows.Flow;
import io.github.cdkbedrockflows.FlowDataType;
import io.github.cdkbedrockflows.FlowDefinition;
import io.github.cdkbedrockflows.FlowModel;
import io.github.cdkbedrockflows.FlowPrompt;
import io.github.cdkbedrockflows.FlowValue;
import io.github.cdkbedrockflows.IteratorNode;
import io.github.cdkbedrockflows.LoopNode;
import io.github.cdkbedrockflows.OutputNode;
import io.github.cdkbedrockflows.PromptNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/** The message of a wrong program has the line of TypeScript in it, whole. */
class WrongProgramsTest {
    private final App app = new App();
    private final Flow flow = Flow.Builder.create(new Stack(app, "S"), "Triage").inputType(FlowDataType.OBJECT).build();
    private final FlowValue input = flow.getInput();

    private static void says(String name, Runnable program) {
        String message = assertThrows(RuntimeException.class, program::run).getMessage();
        String expected = TypeScript.message(name);
        String line = Stream.of(message.split("\n")).map(String::trim).filter(one -> one.endsWith(expected))
                .findFirst().orElse(message);
        assertEquals(expected, line.substring(Math.max(0, line.length() - expected.length())), message);
    }

    private PromptNode ask(String text, String variable, FlowValue value) {
        return PromptNode.Builder.create(flow, "Reply")
                .model(FlowModel.fromModelId("amazon.nova-lite-v1:0"))
                .prompt(FlowPrompt.inline(text))
                .inputs(singletonMap(variable, value))
                .build();
    }

    @Test
    void misspeltVariable() {
        says("a misspelt variable", () -> ask("Answer {{topic}}", "topc", input.stringAt("topic")));
    }

    @Test
    void partOfAText() {
        says("a part of a text",
                () -> ask("Answer {{topic}}", "topic", input.stringAt("topic").stringAt("title")));
    }

    @Test
    void conditionOnAnUnknownInput() {
        ConditionNode route = ConditionNode.Builder.create(flow, "Route")
                .inputs(singletonMap("category", input.stringAt("category")))
                .build();
        says("a condition on an unknown input", () -> route.when("isRefund", "categori == \"refund\""));
    }

    @Test
    void valueOfAnotherFlow() {
        Flow other = new Flow(Stack.of(flow), "Other");
        says("a value of another flow",
                () -> OutputNode.Builder.create(flow, "Out").document(other.getInput()).build());
    }

    @Test
    void noAnswer() {
        says("no answer", app::synth);
    }

    @Test
    void branchesThatJoin() {
        FlowValue text = input.stringAt("text");
        ConditionNode route = ConditionNode.Builder.create(flow, "Route").inputs(singletonMap("text", text)).build();
        OutputNode.Builder.create(flow, "Refund").document(text)
                .runWhen(route.when("isRefund", "text == \"refund\"")).build();
        PromptNode other = PromptNode.Builder.create(flow, "Other")
                .model(FlowModel.fromModelId("amazon.nova-lite-v1:0"))
                .prompt(FlowPrompt.inline("Answer {{text}}"))
                .inputs(singletonMap("text", text))
                .runWhen(route.otherwise())
                .build();
        says("branches that join", () -> OutputNode.Builder.create(flow, "Out").document(other.getModelCompletion())
                .runWhen(route.when("isOther", "text == \"other\"")).build());
    }

    @Test
    void twoIterators() {
        IteratorNode.Builder.create(flow, "Each").array(input.arrayAt("list")).build();
        says("two iterators",
                () -> IteratorNode.Builder.create(flow, "EachAgain").array(input.arrayAt("list")).build());
    }

    @Test
    void valueOutOfALoop() {
        LoopNode loop = LoopNode.Builder.create(flow, "Refine")
                .inputs(singletonMap("draft", input.stringAt("text"))).build();
        says("a value out of a loop",
                () -> OutputNode.Builder.create(flow, "Out").document(loop.value("draft")).build());
    }

    @Test
    void modelThatIsNone() {
        says("a model that is none", () -> FlowModel.fromModelId("gpt 4"));
    }

    @Test
    void importWithoutAFlow() {
        says("an import without a flow", () -> FlowDefinition.fromJson(singletonMap("Resources",
                singletonMap("Bucket", singletonMap("Type", "AWS::S3::Bucket")))));
    }
}
