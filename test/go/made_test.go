package flows

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"example.com/flows/made" // written by scripts/test-go.sh
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

// what `bedrock-flows code` writes of the corpus comes to what the same programs come to in TypeScript
func TestProgramsThatAreWritten(t *testing.T) {
	wanted := os.Getenv("EXPECTED_OF_PROGRAMS")
	folder := t.TempDir()
	app := awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String(folder)})
	for name, program := range made.Programs {
		program(app, name, nil)
	}
	app.Synth(nil)
	names, err := filepath.Glob(filepath.Join(wanted, "*.template.json"))
	if err != nil || len(names) != len(made.Programs) {
		t.Fatalf("%d programs, %d templates, %v", len(made.Programs), len(names), err)
	}
	for _, file := range names {
		name := filepath.Base(file)
		t.Run(strings.TrimSuffix(name, ".template.json"), func(t *testing.T) {
			if got, want := text(t, folder, name), text(t, file); got != want {
				t.Errorf("got\n%s\nin TypeScript\n%s", got, want)
			}
		})
	}
}
