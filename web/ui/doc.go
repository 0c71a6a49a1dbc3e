// Package ui is the house style as components.
//
// A component takes a small view struct of plain words, numbers and addresses and gives markup;
// it decides nothing about the domain. Words it says itself are translated here; words it is
// given are shown as they are, so rooms hand over text that is already translated.
//
// Every component is shown in every state by Kit.
package ui
