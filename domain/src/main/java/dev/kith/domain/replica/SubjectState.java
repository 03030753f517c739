package dev.kith.domain.replica;

/** State of a subject in a delivery partition: its replica with the history of its content. */
public record SubjectState(SubjectReplica replica, ContentHistory history) {

  /** Initial state: no record about the subject arrived. */
  public static final SubjectState NONE =
      new SubjectState(SubjectReplica.NONE, ContentHistory.NONE);

  /** The state after a record at {@code offset} that the replica takes. */
  public SubjectState after(FanOutRecord taken, long offset) {
    var after = replica.after(taken);
    return new SubjectState(after, history.after(replica.content(), after.content(), offset));
  }
}
