package dev.kith.domain;

import java.time.Instant;
import java.util.List;

/**
 * How far a sync has come.
 *
 * @param accepted addresses that it has
 * @param refused the first of the lines that are not in it
 * @param refusedTotal how many lines are not in it
 * @param written relations that it changed
 * @param matched addresses that the owner may find
 * @param chunksLeft chunks that have not run yet
 * @param outstanding events of it that are not folded, and questions that are not answered
 */
public record Sync(
    String id,
    Stage stage,
    int accepted,
    List<RefusedLine> refused,
    int refusedTotal,
    int written,
    int matched,
    int chunksLeft,
    int outstanding,
    Instant changedAt) {

  public Sync {
    refused = List.copyOf(refused);
  }

  /** Where a sync is. */
  public enum Stage {
    QUEUED,
    RUNNING,
    DONE
  }

  /** A line that is not in the sync; lines count from 1. */
  public record RefusedLine(int line, String address, String why) {}

  public static Sync queued(
      String id,
      int accepted,
      List<RefusedLine> refused,
      int refusedTotal,
      int chunks,
      Instant now) {
    return new Sync(id, Stage.QUEUED, accepted, refused, refusedTotal, 0, 0, chunks, 0, now);
  }

  /** One chunk of it has run; {@code outstandingMore} is what now has to come back for it. */
  public Sync ran(int writtenMore, int outstandingMore, Instant now) {
    return with(written + writtenMore, matched, chunksLeft - 1, outstanding + outstandingMore, now);
  }

  /** One of its events was folded. */
  public Sync folded(Instant now) {
    return with(written, matched, chunksLeft, outstanding - 1, now);
  }

  /** One of its questions was answered. */
  public Sync matched(int found, Instant now) {
    return with(written, matched + found, chunksLeft, outstanding - 1, now);
  }

  private Sync with(
      int newWritten, int newMatched, int newChunksLeft, int newOutstanding, Instant now) {
    var done = newChunksLeft <= 0 && newOutstanding <= 0;
    return new Sync(
        id,
        done ? Stage.DONE : Stage.RUNNING,
        accepted,
        refused,
        refusedTotal,
        newWritten,
        newMatched,
        newChunksLeft,
        newOutstanding,
        now);
  }
}
