/**
 * Programs that a benchmark starts as separate processes, so that their processor time is measured
 * separately: very many sessions, and a server that writes prepared frames. Both read commands from
 * standard input, one a line, answer on standard output, and end when their input ends.
 */
@NullMarked
package dev.kith.bench.screens;

import org.jspecify.annotations.NullMarked;
