/** What is told of a request on its way, and of whom, without saying who they are. */
@NullMarked
package dev.kith.kit.trace;

import org.jspecify.annotations.NullMarked;
