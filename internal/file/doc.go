// Package file takes in what people upload: bounded in size, judged by its content and never by its name, and kept in
// Postgres by the room it belongs to.
//
// A picture is never kept as it came. It is decoded, turned the way its camera was held, cut to what is wanted, made
// small and written anew, so that nothing of the first file is left in it: no place, no camera, no hidden part.
package file
