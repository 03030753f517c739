/** How texts of people are compared. */
@NullMarked
package dev.kith.kit.text;

import org.jspecify.annotations.NullMarked;
