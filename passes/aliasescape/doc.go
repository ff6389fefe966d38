// Package aliasescape
package aliasescape
