// Package lib fills what its callers give it.
package lib

type Sample struct {
	Name   string
	Values []float64
}

type Report struct {
	Title   string
	Raw     []byte
	Samples []*Sample
}

func Fill(r *Report) error {
	r.Title = "all"
	r.Samples = append(r.Samples[:0], &Sample{Name: "up"})
	return nil
}
