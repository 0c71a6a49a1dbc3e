// Package example is Pell River: one small town that does not exist, built through the rooms' own verbs. The demo, the
// tests and the screenshots speak its names. Tests open it by exampletest.
package example
