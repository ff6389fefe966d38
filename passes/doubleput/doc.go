// Package doubleput
package doubleput
