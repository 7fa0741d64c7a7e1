package flows

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"example.com/flows/snippets" // written by scripts/test-go.sh
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
)

// the files that pages show above the snippets that read them
var shown = map[string][]string{
	"prompts/summarise.md": {"models-and-prompts.md", "md"},
	"ask.json":             {"coming-from.md", "json"},
}

// the snippets of the pages, as the site shows them in Go
func TestSnippets(t *testing.T) {
	for path, from := range shown {
		page := text(t, os.Getenv("DOCS"), from[0])
		code := regexp.MustCompile("(?ms)^```" + from[1] + "\n(.*?)^```$").FindStringSubmatch(page)[1]
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(code), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, snippet := range snippets.All {
		t.Run(name, func(t *testing.T) {
			snippet(awscdk.NewStack(awscdk.NewApp(nil), jsii.String("Stack"), nil))
		})
	}
}
