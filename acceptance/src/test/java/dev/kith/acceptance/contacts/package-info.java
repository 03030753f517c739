/** Tests of contacts, blocks, pairs, syncs and suggestions, and of what they reveal. */
@NullMarked
package dev.kith.acceptance.contacts;

import org.jspecify.annotations.NullMarked;
