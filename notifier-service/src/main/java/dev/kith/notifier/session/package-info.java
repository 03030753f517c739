/**
 * Sessions: snapshot, outbox and token of an open session, and the messages that its client may
 * send.
 *
 * <p>Start at {@link dev.kith.notifier.session.Session}.
 *
 * <p>Invariants: only a session's own Vert.x context writes to its connection; between the snapshot
 * and the live updates there is neither a gap nor an older view.
 */
@NullMarked
package dev.kith.notifier.session;

import org.jspecify.annotations.NullMarked;
