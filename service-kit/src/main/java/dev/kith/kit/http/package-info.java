/** The edge to HTTP: who calls, which node answers, and how errors look. */
@NullMarked
package dev.kith.kit.http;

import org.jspecify.annotations.NullMarked;
