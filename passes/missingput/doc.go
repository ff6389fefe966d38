// Package missingput
package missingput
