package flows;

import io.github.cdkbedrockflows.CollectorNode;
import io.github.cdkbedrockflows.Flow;
import io.github.cdkbedrockflows.FlowDataType;
import io.github.cdkbedrockflows.FlowModel;
import io.github.cdkbedrockflows.IteratorNode;
import io.github.cdkbedrockflows.KnowledgeBaseGenerateNode;
import io.github.cdkbedrockflows.OutputNode;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** An iterator and a collector around a knowledge base. */
public class QuestionsStack extends Stack {
    public final Flow flow;

    public QuestionsStack(Construct scope, String id) {
        super(scope, id);
        flow = Flow.Builder.create(this, "Questions").inputType(FlowDataType.OBJECT).build();
        IteratorNode each = IteratorNode.Builder.create(flow, "EachQuestion")
                .array(flow.getInput().arrayAt("questions"))
                .build();
        KnowledgeBaseGenerateNode answer = KnowledgeBaseGenerateNode.Builder.create(flow, "LookUp")
                .knowledgeBaseId("KB12345678")
                .model(FlowModel.fromModelId("us.amazon.nova-lite-v1:0"))
                .retrievalQuery(each.getArrayItem())
                .build();
        CollectorNode all = CollectorNode.Builder.create(flow, "AllAnswers").arrayItem(answer.getOutputText()).build();
        OutputNode.Builder.create(flow, "Answers").document(all.getCollectedArray()).build();
    }
}
