using Amazon.CDK;
using Xunit;

namespace Flows;

/// <summary>What the same programs come to in TypeScript.</summary>
public static class TypeScript
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("EXPECTED")!;

    public static string Template(string id) => File.ReadAllText(Path.Combine(Folder, $"{id}.template.json"));

    public static string Message(string name) => File.ReadAllText(Path.Combine(Folder, "messages", $"{name}.txt"));
}

/// <summary>Each template is that of TypeScript, byte for byte.</summary>
public class TemplatesTests
{
    [Fact]
    public void AreThoseOfTypeScript()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var app = new App(new AppProps { Outdir = folder });
        new SummaryStack(app, "Topics");
        new ToneRouterStack(app, "ToneRouter");
        new QuestionsStack(app, "Questions");
        new WriterStack(app, "Writer");
        new CanaryRolloutStack(app, "CanaryRollout");
        new ExportedFlowStack(app, "ExportedFlow", Environment.GetEnvironmentVariable("EXPORTED")!);
        app.Synth();
        foreach (var id in new[] { "Topics", "ToneRouter", "Questions", "Writer", "CanaryRollout", "ExportedFlow" })
        {
            Assert.Equal(TypeScript.Template(id), File.ReadAllText(Path.Combine(folder, $"{id}.template.json")));
        }
    }
}
