import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowInput;
import software.amazon.awssdk.services.bedrockagentruntime.model.FlowTrace;
import software.amazon.awssdk.services.bedrockagentruntime.model.InvokeFlowResponseHandler;

/** Prints the events of a flow, a line each, with the AWS SDK for Java: {@code Events <endpoint> <flow>}. */
public final class Events {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static FlowInput next;
    private static String execution;

    private Events() {}

    public static void main(String[] arguments) {
        BedrockAgentRuntimeAsyncClient client = BedrockAgentRuntimeAsyncClient.builder()
            .endpointOverride(URI.create(arguments[0])).region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
            .overrideConfiguration(config -> config.retryStrategy(retries -> retries.maxAttempts(1)))
            .build();
        next = input("In", "hello").nodeOutputName("document").build();
        try {
            while (next != null) {
                FlowInput given = next;
                next = null;
                client.invokeFlow(request -> request.flowIdentifier(arguments[1]).flowAliasIdentifier("TSTALIASID")
                    .enableTrace(true).executionId(execution).inputs(given), handler()).join();
            }
        } catch (CompletionException error) {
            Throwable cause = error.getCause();
            String message = cause instanceof AwsServiceException fault && fault.awsErrorDetails() != null
                ? fault.awsErrorDetails().errorMessage() : cause.getMessage();
            OUT.println("error " + cause.getClass().getSimpleName() + " " + message);
        }
        client.close();
    }

    private static FlowInput.Builder input(String node, String document) {
        return FlowInput.builder().nodeName(node).content(content -> content.document(Document.fromString(document)));
    }

    private static InvokeFlowResponseHandler handler() {
        return InvokeFlowResponseHandler.builder()
            .onResponse(response -> execution = response.executionId())
            .subscriber(InvokeFlowResponseHandler.Visitor.builder()
                .onFlowTraceEvent(event -> OUT.println("trace " + trace(event.trace())))
                .onFlowOutputEvent(event -> OUT.println("output " + event.nodeName() + " " + event.nodeTypeAsString()
                    + " " + json(event.content().document())))
                .onFlowMultiTurnInputRequestEvent(event -> {
                    OUT.println("question " + event.nodeName() + " " + json(event.content().document()));
                    next = input(event.nodeName(), "number 17").nodeInputName("agentInputText").build();
                })
                .onFlowCompletionEvent(event -> OUT.println("completion " + event.completionReasonAsString()))
                .build())
            .build();
    }

    private static String trace(FlowTrace trace) {
        return switch (trace.type()) {
            case NODE_INPUT_TRACE -> "nodeInputTrace " + trace.nodeInputTrace().nodeName();
            case NODE_OUTPUT_TRACE -> "nodeOutputTrace " + trace.nodeOutputTrace().nodeName();
            case NODE_ACTION_TRACE -> "nodeActionTrace " + trace.nodeActionTrace().nodeName();
            case CONDITION_NODE_RESULT_TRACE ->
                "conditionNodeResultTrace " + trace.conditionNodeResultTrace().nodeName();
            default -> trace.type().toString();
        };
    }

    private static String json(Document value) {
        if (value.isNull()) { return "null"; }
        if (value.isBoolean()) { return String.valueOf(value.asBoolean()); }
        if (value.isNumber()) { return value.asNumber().stringValue(); }
        if (value.isString()) { return quoted(value.asString()); }
        if (value.isList()) {
            return value.asList().stream().map(Events::json).collect(Collectors.joining(",", "[", "]"));
        }
        return new TreeMap<>(value.asMap()).entrySet().stream().map(entry -> quoted(entry.getKey()) + ":"
            + json(entry.getValue())).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
