/**
 * JSON bodies that more than one service returns, and the reciprocity rule of presence.
 *
 * <p>Start at {@link dev.kith.kit.view.ProfileBody} and {@link dev.kith.kit.view.Reciprocity}.
 */
@NullMarked
package dev.kith.kit.view;

import org.jspecify.annotations.NullMarked;
