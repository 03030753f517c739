/**
 * Frames of live updates, computed and encoded once for each group of sessions that the subject's
 * rules cannot tell apart.
 *
 * <p>Start at {@link dev.kith.notifier.live.frame.Renderer}.
 */
@NullMarked
package dev.kith.notifier.live.frame;

import org.jspecify.annotations.NullMarked;
