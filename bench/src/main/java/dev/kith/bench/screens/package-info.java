/**
 * What a benchmark starts as processes of their own, so that what they take of the processor is
 * told apart: very many screens, and a server that has its frames ready. Both are told what to do
 * line by line on standard input, answer on standard output, and end when their input does.
 */
@NullMarked
package dev.kith.bench.screens;

import org.jspecify.annotations.NullMarked;
