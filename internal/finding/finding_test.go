package finding

import (
	"reflect"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	const text = `# example
# [example]
{
	"example": {
		"poolvet": [
			{
				"category": "nilget",
				"posn": "/src/b.go:7:23",
				"end": "/src/b.go:7:40",
				"message": "pool has no New (nilget)",
				"suggested_fixes": [{"message": "Fix it", "edits": [{"filename": "/src/b.go", "start": 1, "end": 3, "new": "x"}]}],
				"related": [{"posn": "/src/b.go:1:2", "end": "/src/b.go:1:4", "message": "declared here"}]
			}
		]
	},
	"example/bad": {"poolvet": {"error": "it failed"}}
}
{"example [example.test]": {"poolvet": [
	{"category": "nilget", "posn": "/src/b.go:7:23", "end": "/src/b.go:7:40", "message": "pool has no New (nilget)"},
	{"category": "localpool", "posn": "C:\\a.go:3", "message": "pool dies"}
]}}
`
	findings, failures, err := Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []Finding{
		{
			Check:   "nilget",
			Start:   Position{"/src/b.go", 7, 23},
			End:     Position{"/src/b.go", 7, 40},
			Message: "pool has no New",
			Related: []Related{{Position{"/src/b.go", 1, 2}, Position{"/src/b.go", 1, 4}, "declared here"}},
			Fixes:   []Fix{{"Fix it", []Edit{{"/src/b.go", 1, 3, "x"}}}},
		},
		{Check: "localpool", Start: Position{`C:\a.go`, 3, 0}, End: Position{`C:\a.go`, 3, 0}, Message: "pool dies"},
	}
	if !reflect.DeepEqual(findings, want) {
		t.Errorf("findings %+v, want %+v", findings, want)
	}
	if want := []Failure{{"example/bad", "it failed"}}; !reflect.DeepEqual(failures, want) {
		t.Errorf("failures %+v, want %+v", failures, want)
	}

	for _, text := range []string{"{}\n", "{}{}", "# example\n{}\n"} {
		if findings, failures, err := Read(strings.NewReader(text)); err != nil || len(findings)+len(failures) > 0 {
			t.Errorf("Read(%q) = %v, %v, %v", text, findings, failures, err)
		}
	}
	for _, text := range []string{"", "# example\n", "x.go:1:2: message\n", "[]", `{"p": []}`, `{"p": {"poolvet": [{"posn": "nowhere"}]}}`, "{"} {
		if _, _, err := Read(strings.NewReader(text)); err == nil {
			t.Errorf("Read(%q) succeeds", text)
		}
	}
}
