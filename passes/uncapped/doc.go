// Package uncapped is written below.
package uncapped
