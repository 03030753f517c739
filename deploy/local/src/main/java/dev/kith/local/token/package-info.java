/** Tokens of the local stack: who one is, signed with a key that lies in the data folder. */
@NullMarked
package dev.kith.local.token;

import org.jspecify.annotations.NullMarked;
