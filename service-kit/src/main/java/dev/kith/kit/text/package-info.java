/** Unicode collation of names. */
@NullMarked
package dev.kith.kit.text;

import org.jspecify.annotations.NullMarked;
