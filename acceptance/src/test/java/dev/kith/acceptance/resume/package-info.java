/**
 * Sessions that are cut and resumed at random moments while everything changes and nodes die, held
 * against a model of each screen. What is claimed, and for what:
 *
 * <ul>
 *   <li>Most resumes from a cursor that a screen has got are recovered. While a node is away, the
 *       rules or the halves of a pair may change more than 16 times here; then a snapshot follows.
 *   <li>When all rests, each screen shows exactly what a fresh snapshot shows, and for each subject
 *       what a GET as that subscriber answers, if they follow it.
 *   <li>A status that was written after a block (or a rule that hides it) was acknowledged is in no
 *       frame that comes before the block (or rule) is asked to be taken back. A state of before
 *       may still be on its way when the block is acknowledged; it is not counted.
 *   <li>The appearance of somebody who was subscribed to before is told as {@code joined} at least
 *       once, however often the session was cut; but for a screen that had nothing to resume from
 *       and met them in a snapshot.
 * </ul>
 */
@NullMarked
package dev.kith.acceptance.resume;

import org.jspecify.annotations.NullMarked;
