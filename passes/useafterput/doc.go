// Package useafterput
package useafterput
