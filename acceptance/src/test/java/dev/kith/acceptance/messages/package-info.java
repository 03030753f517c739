/** Tests of recent conversations and of messages enriched with profiles. */
@NullMarked
package dev.kith.acceptance.messages;

import org.jspecify.annotations.NullMarked;
