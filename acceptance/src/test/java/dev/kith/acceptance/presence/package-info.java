/** Tests of presence: who is online, and who may see it. */
@NullMarked
package dev.kith.acceptance.presence;

import org.jspecify.annotations.NullMarked;
