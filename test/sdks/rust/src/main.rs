//! Prints the events of a flow, a line each, with the AWS SDK for Rust: `events <endpoint> <flow>`.
use aws_sdk_bedrockagentruntime as sdk;
use aws_smithy_types::{Document, Number};
use sdk::config::{BehaviorVersion, Credentials, Region};
use sdk::error::{DisplayErrorContext, ProvideErrorMetadata};
use sdk::types::{FlowInput, FlowInputContent, FlowMultiTurnInputContent, FlowOutputContent, FlowResponseStream, FlowTrace};

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

fn json(value: &Document) -> String {
    match value {
        Document::Null => "null".into(),
        Document::Bool(one) => one.to_string(),
        Document::Number(Number::PosInt(one)) => one.to_string(),
        Document::Number(Number::NegInt(one)) => one.to_string(),
        Document::Number(Number::Float(one)) => one.to_string(),
        Document::String(one) => quoted(one),
        Document::Array(list) => format!("[{}]", list.iter().map(json).collect::<Vec<_>>().join(",")),
        Document::Object(map) => {
            let mut members: Vec<_> = map.iter().collect();
            members.sort_by_key(|(key, _)| key.to_string());
            let texts: Vec<_> = members.iter().map(|(key, one)| format!("{}:{}", quoted(key), json(one))).collect();
            format!("{{{}}}", texts.join(","))
        }
    }
}

fn trace(event: &FlowTrace) -> String {
    match event {
        FlowTrace::NodeInputTrace(one) => format!("nodeInputTrace {}", one.node_name()),
        FlowTrace::NodeOutputTrace(one) => format!("nodeOutputTrace {}", one.node_name()),
        FlowTrace::NodeActionTrace(one) => format!("nodeActionTrace {}", one.node_name()),
        FlowTrace::ConditionNodeResultTrace(one) => format!("conditionNodeResultTrace {}", one.node_name()),
        _ => "unknown".into(),
    }
}

fn fault(error: &(impl ProvideErrorMetadata + std::error::Error)) -> String {
    match (error.code(), error.message()) {
        (Some(code), Some(message)) => format!("error {code} {message}"),
        // those of a stream have no code, but their type is how they are shown
        (None, Some(_)) => match error.source() {
            Some(one) => format!("error {}", one.to_string().replacen(": ", " ", 1)),
            None => format!("error {}", DisplayErrorContext(error)),
        },
        _ => format!("error {}", DisplayErrorContext(error)),
    }
}

/// One call; what the user is asked gives the input of the next.
async fn call(client: &sdk::Client, flow: &str, given: FlowInput, execution: &mut Option<String>) -> Result<Option<FlowInput>, String> {
    let mut response = client
        .invoke_flow()
        .flow_identifier(flow)
        .flow_alias_identifier("TSTALIASID")
        .enable_trace(true)
        .set_execution_id(execution.clone())
        .inputs(given)
        .send()
        .await
        .map_err(|error| fault(&error))?;
    *execution = response.execution_id().map(String::from);
    let mut next = None;
    while let Some(event) = response.response_stream.recv().await.map_err(|error| fault(&error))? {
        match event {
            FlowResponseStream::FlowTraceEvent(one) => println!("trace {}", trace(one.trace().expect("a trace"))),
            FlowResponseStream::FlowOutputEvent(one) => {
                let FlowOutputContent::Document(document) = one.content().expect("a content") else { panic!("no document") };
                println!("output {} {} {}", one.node_name(), one.node_type(), json(document));
            }
            FlowResponseStream::FlowMultiTurnInputRequestEvent(one) => {
                let FlowMultiTurnInputContent::Document(document) = one.content().expect("a content") else { panic!("no document") };
                println!("question {} {}", one.node_name(), json(document));
                let content = FlowInputContent::Document("number 17".into());
                next = FlowInput::builder().node_name(one.node_name()).node_input_name("agentInputText").content(content).build().ok();
            }
            FlowResponseStream::FlowCompletionEvent(one) => println!("completion {}", one.completion_reason()),
            _ => println!("unknown"),
        }
    }
    Ok(next)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let config = sdk::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(&arguments[1])
        .region(Region::new("us-east-1"))
        .credentials_provider(Credentials::new("any", "any", None, None, "static"))
        .retry_config(sdk::config::retry::RetryConfig::disabled())
        .build();
    let client = sdk::Client::from_conf(config);
    let content = FlowInputContent::Document("hello".into());
    let mut next = FlowInput::builder().node_name("In").node_output_name("document").content(content).build().ok();
    let mut execution = None;
    while let Some(given) = next.take() {
        match call(&client, &arguments[2], given, &mut execution).await {
            Ok(input) => next = input,
            Err(line) => println!("{line}"),
        }
    }
}
