// Package poolfacts defines an analyzer that finds the sync.Pools of a package,
// the places that use them, and what each function does to pooled objects.
//
// It reports nothing. Its facts carry what it learned to the packages that
// import this one, and its Result answers the questions of the checks.
package poolfacts
