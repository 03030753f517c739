/**
 * From updates to screens: one reader of {@code kith.updates}, and one of {@code kith.syncs}, for
 * all sessions of this node.
 *
 * <p>Invariants: only a tail's thread touches who listens and what was read lately; only a
 * session's own context writes to its socket; between the snapshot and what follows there is
 * neither a gap nor an older view.
 */
@NullMarked
package dev.kith.notifier.push;

import org.jspecify.annotations.NullMarked;
