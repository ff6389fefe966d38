package sarif

import (
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
)

// Baseline returns the fingerprints of the findings in a file that [Report.Write]
// wrote.
func Baseline(file string) (map[string]bool, error) {
	report, err := sarif.Open(file)
	if err != nil {
		return nil, err
	}
	marks := make(map[string]bool)
	for _, run := range report.Runs {
		for _, result := range run.Results {
			if mark, ok := result.PartialFingerprints[fingerprintKey]; ok {
				marks[mark] = true
			}
		}
	}
	return marks, nil
}
