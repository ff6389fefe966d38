package effect

import (
	"strconv"
	"strings"
)

// A Path leads from a value to the object that it holds. It is a sequence of
// steps: "*" follows a pointer, ".f" selects a field, "[]" any element, "#i"
// a result of a tuple, "$i" a variable that a closure captured; "~" says that
// the value is a copy of the object, which shares the memory that its slices
// and maps refer to. The empty path says that the value is the object.
type Path string

// MaxPath is the length in steps up to which paths are followed.
const MaxPath = 6

const steps = "*.[#$~" // what they begin with

// Steps of a path.
const (
	Deref Path = "*"
	Elem  Path = "[]"
	Copy  Path = "~"
)

// Field returns the step that selects the field called name.
func Field(name string) Path { return Path("." + name) }

// Tuple returns the step that selects element i of a tuple.
func Tuple(i int) Path { return Path("#" + strconv.Itoa(i)) }

// Captured returns the step to variable i of a closure.
func Captured(i int) Path { return Path("$" + strconv.Itoa(i)) }

// Cut returns what is left of p after step, and whether p begins with it.
func (p Path) Cut(step Path) (Path, bool) {
	rest, ok := strings.CutPrefix(string(p), string(step))
	if !ok || rest != "" && !strings.ContainsRune(steps, rune(rest[0])) {
		return "", false
	}
	return Path(rest), true
}

// Len returns the number of steps of p.
func (p Path) Len() int {
	n := 0
	for _, c := range p {
		if strings.ContainsRune(steps, c) {
			n++
		}
	}
	return n
}
