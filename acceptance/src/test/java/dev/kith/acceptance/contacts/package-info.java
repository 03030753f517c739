/** Contacts, blocks, pairs, syncs and suggestions, and what they reveal. */
@NullMarked
package dev.kith.acceptance.contacts;

import org.jspecify.annotations.NullMarked;
