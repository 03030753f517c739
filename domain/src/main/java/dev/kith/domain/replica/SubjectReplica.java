package dev.kith.domain.replica;

import dev.kith.domain.Address;
import dev.kith.domain.Entry;
import dev.kith.domain.Relation;
import dev.kith.domain.View;
import dev.kith.domain.replica.FanOutRecord.OwnerHalfChanged;

/**
 * Replica of a subject in a delivery partition: its content, and how far its changes of halves were
 * taken.
 *
 * @param half position of the last change of a half that was taken; -1 if there was none
 */
public record SubjectReplica(Content content, long half) {

  /** Initial state: nothing arrived about the subject. */
  public static final SubjectReplica NONE = new SubjectReplica(Content.NONE, -1);

  /**
   * Whether a reader takes the record. One that follows a change of a half which this replica has
   * not taken is passed over: that change was part of an aborted transaction of which the reader
   * saw the end only, and comes again, with this record after it.
   */
  public boolean takes(FanOutRecord record) {
    return record.requires() <= half;
  }

  /** The replica after a record that it takes; older content never replaces newer. */
  public SubjectReplica after(FanOutRecord taken) {
    var newest =
        taken.content().filter(changed -> changed.position() >= content.position()).orElse(content);
    var reached = taken instanceof OwnerHalfChanged changed ? Math.max(half, changed.half()) : half;
    return new SubjectReplica(newest, reached);
  }

  /**
   * View of a user of this delivery partition, who may be the subject. It is nothing as long as the
   * owner's half is unknown, or newer than the content.
   */
  public View view(Address subject, Address viewer, Place place) {
    if (viewer.equals(subject)) {
      return view(subject, viewer, Relation.NONE);
    }
    var isComplete = place.isKnown() && content.position() >= place.need();
    return isComplete ? view(subject, viewer, place.pair().relation()) : View.nothing(subject);
  }

  private View view(Address subject, Address viewer, Relation relation) {
    return new Entry(viewer, subject, content.profile(), relation).view();
  }
}
