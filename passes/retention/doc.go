// Package retention reports parked objects that keep memory of others alive.
//
// A reader, a request or a list of errors then lives longer than its use.
// See docs/checks/retention.md.
package retention
