package dev.kith.domain;

import java.time.Instant;
import java.util.List;

/**
 * Progress of a contact sync.
 *
 * @param accepted number of addresses in it
 * @param refused the first of the refused lines
 * @param refusedTotal number of refused lines
 * @param written number of relations that it changed
 * @param matched number of addresses that the owner may discover
 * @param chunksLeft chunks that have not run yet
 * @param outstanding its events that are not folded, and its match requests that are not answered
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

  /** Stage of a sync. */
  public enum Stage {
    QUEUED,
    RUNNING,
    DONE
  }

  /** Line that was refused; lines count from 1. */
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

  /**
   * One chunk has run; {@code outstandingMore} is the number of events and answers it now waits
   * for.
   */
  public Sync ran(int writtenMore, int outstandingMore, Instant now) {
    return with(written + writtenMore, matched, chunksLeft - 1, outstanding + outstandingMore, now);
  }

  /** One of its events was folded. */
  public Sync folded(Instant now) {
    return with(written, matched, chunksLeft, outstanding - 1, now);
  }

  /** One of its match requests was answered. */
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
