// Package retention is written below.
package retention
