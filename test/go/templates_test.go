package flows

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

// what the same programs come to in TypeScript
var expected = os.Getenv("EXPECTED")

func TestMain(m *testing.M) {
	code := m.Run()
	jsii.Close()
	os.Exit(code)
}

func text(t *testing.T, path ...string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestTemplatesAreThoseOfTypeScript(t *testing.T) {
	folder := t.TempDir()
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String(folder)})
	NewSummaryStack(app, "Topics")
	NewToneRouterStack(app, "ToneRouter")
	NewQuestionsStack(app, "Questions")
	NewWriterStack(app, "Writer")
	NewCanaryRolloutStack(app, "CanaryRollout")
	NewExportedFlowStack(app, "ExportedFlow", os.Getenv("EXPORTED"))
	app.Synth(nil)
	for _, id := range []string{"Topics", "ToneRouter", "Questions", "Writer", "CanaryRollout", "ExportedFlow"} {
		t.Run(id, func(t *testing.T) {
			name := id + ".template.json"
			if got, want := text(t, folder, name), text(t, expected, name); got != want {
				t.Errorf("got\n%s\nin TypeScript\n%s", got, want)
			}
		})
	}
}
