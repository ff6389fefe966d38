// Package ignore has directives that silence reports, and some that do not.
package ignore

import "sync"

var pool sync.Pool // of *int, without New

func sameLine() int {
	p := pool.Get().(*int) //poolvet:ignore nilget filled by an init function of the command
	defer pool.Put(p)
	return *p
}

func lineAbove() int {
	//poolvet:ignore nilget filled by an init function of the command
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}

func groupAbove() int {
	//poolvet:ignore nilget filled by an init function of the command
	// Every process does so.
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}

func commentMark() int {
	p := pool.Get().(*int) //poolvet:ignore nilget // filled by an init function
	defer pool.Put(p)
	return *p
}

// wholeFunction is not to be reported.
//
//poolvet:ignore nilget,missingput filled by an init function, and a test helper
func wholeFunction(use func()) int {
	use()
	p := pool.Get().(*int)
	return *p
}

//poolvet:ignore nilget filled by an init function of the command
var made = func() int {
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}()

var (
	// alsoMade is not to be reported either.
	//poolvet:ignore nilget filled by an init function of the command
	alsoMade = func() int {
		p := pool.Get().(*int)
		defer pool.Put(p)
		return *p
	}()
)

// The second line after a directive is not its.
func tooFar() int {
	// want +1 "^directive silences nothing$"
	//poolvet:ignore nilget filled by an init function of the command

	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p
}

// Behind code a directive is about its own line.
func behindCode() int {
	x := 1 //poolvet:ignore nilget about the next line // want "^directive silences nothing$"
	p := pool.Get().(*int)
	defer pool.Put(p)
	return *p + x
}

func behindBrace(on bool) int {
	if on { //poolvet:ignore nilget about the next line // want "^directive silences nothing$"
		p := pool.Get().(*int)
		defer pool.Put(p)
		return *p
	}
	return 0
}

func noReason() int {
	// want +1 "^directive gives no reason, so it silences nothing: write //poolvet:ignore nilget reason$"
	p := pool.Get().(*int) //poolvet:ignore nilget
	defer pool.Put(p)
	return *p
}

func noCheck() int {
	// want +1 "^directive names no check, so it silences nothing: write //poolvet:ignore CHECK reason$"
	p := pool.Get().(*int) //poolvet:ignore
	defer pool.Put(p)
	return *p
}

func emptyName() int {
	p := pool.Get().(*int) //poolvet:ignore nilget,,missingput twice a comma // want "^directive has an empty name among its checks, so it silences nothing$"
	defer pool.Put(p)
	return *p
}

func unknownCheck() int {
	p := pool.Get().(*int) //poolvet:ignore nilput filled by an init function // want `^directive names "nilput", which is no check$`
	defer pool.Put(p)
	return *p
}

func unknownVerb() int {
	p := pool.Get().(*int) //poolvet:silence nilget because // want "^unknown directive //poolvet:silence: there are ignore, get, put and keep$"
	defer pool.Put(p)
	return *p
}

func spaceAfterComma() int {
	p := pool.Get().(*int) //poolvet:ignore nilget, missingput a counter that is never put back
	return *p
}

func nothingThere() int {
	return 1 //poolvet:ignore nilget,doubleput there was something once // want "^directive silences nothing$"
}

func half() int {
	p := pool.Get().(*int) //poolvet:ignore nilget,doubleput filled by an init function // want "^directive silences nothing of doubleput$"
	defer pool.Put(p)
	return *p
}

// A directive that is wanted only where another platform's files are built says so.
func elsewhere() int {
	return 1 //poolvet:ignore nilget,directive reported on another platform only
}

// Two directives can silence one report.
//
//poolvet:ignore nilget filled by an init function of the command
func twice() int {
	p := pool.Get().(*int) //poolvet:ignore nilget filled by an init function of the command
	defer pool.Put(p)
	return *p
}

// poolvet:ignore nilget is prose, since directives have no space before their name.
func prose() {}
