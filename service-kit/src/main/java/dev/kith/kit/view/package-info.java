/**
 * JSON bodies that more than one service returns, and whose presence a viewer may see.
 *
 * <p>Start at {@link dev.kith.kit.view.ProfileBody} and {@link dev.kith.kit.view.Reciprocity}.
 */
@NullMarked
package dev.kith.kit.view;

import org.jspecify.annotations.NullMarked;
