/** Tests of HTTP, paths, contracts and response times, independent of any one resource. */
@NullMarked
package dev.kith.acceptance.protocol;

import org.jspecify.annotations.NullMarked;
