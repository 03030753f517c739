/** Tokens (JWT) of the local stack and the key in the data folder that signs them. */
@NullMarked
package dev.kith.local.token;

import org.jspecify.annotations.NullMarked;
