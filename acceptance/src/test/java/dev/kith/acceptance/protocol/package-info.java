/** HTTP, paths, contracts and response times, whatever the resource. */
@NullMarked
package dev.kith.acceptance.protocol;

import org.jspecify.annotations.NullMarked;
