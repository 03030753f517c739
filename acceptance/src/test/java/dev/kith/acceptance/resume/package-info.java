/**
 * Tests of sessions that are cut and resumed at random moments while everything changes and nodes
 * are killed, compared with a model of each screen. They check that:
 *
 * <ul>
 *   <li>Most resumes from a cursor are recovered. While a node is down, the rules or the half-edges
 *       of a pair may change more than 16 times in these tests; then a snapshot follows.
 *   <li>When all changes have ended, each screen shows exactly what a new snapshot shows, and for
 *       each subject that the subscriber follows, what a GET as that subscriber answers.
 *   <li>A status that was written after a block (or a rule that hides it) was acknowledged is in no
 *       frame that arrives before the removal of the block (or rule) is requested. An earlier
 *       status may still be on its way when the block is acknowledged; it is not counted.
 *   <li>When a subject appears, the screen of each earlier subscriber gets {@code joined} at least
 *       once, however often the session was cut. The exception is a screen that had nothing to
 *       resume from and got the subject in a snapshot.
 * </ul>
 */
@NullMarked
package dev.kith.acceptance.resume;

import org.jspecify.annotations.NullMarked;
