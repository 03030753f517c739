package dev.kith.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What an account may still ask and change in bulk, so that guessing addresses is costly: two token
 * buckets that fill again as time goes by.
 *
 * @param newLeft addresses that the account may still bring up
 * @param changedLeft relations that it may still change
 * @param at when that was left
 */
public record Budget(double newLeft, double changedLeft, Instant at) {

  /** How many more times an address in a run of neighbouring numbers costs. */
  public static final int SEQUENTIAL = 10;

  /** What a full bucket holds, and how long an empty one takes to be full. */
  public record Bucket(int size, Duration fills) {

    double refilled(double left, Duration since) {
      return Math.min(size, left + size * seconds(since) / seconds(fills));
    }

    /** How long until {@code missing} more are there. */
    Duration until(double missing) {
      return Duration.ofSeconds((long) Math.ceil(missing * seconds(fills) / size));
    }

    private static double seconds(Duration duration) {
      return Math.max(0, duration.toMillis()) / 1000.0;
    }
  }

  /** Both buckets, as a deployment sets them. */
  public record Terms(Bucket fresh, Bucket changed) {}

  /**
   * What somebody wants.
   *
   * @param fresh addresses that are new to the account
   * @param sequential how many of these are in runs of neighbouring numbers
   * @param changed known ones whose relation changes
   */
  public record Draw(int fresh, int sequential, int changed) {

    public boolean isNothing() {
      return fresh == 0 && changed == 0;
    }

    /** Tokens from the bucket of new addresses. */
    public int cost() {
      return fresh + sequential * (SEQUENTIAL - 1);
    }
  }

  /**
   * What became of a draw.
   *
   * @param budget what is left afterwards
   * @param retryAfter present if it was not granted: how long until it could be
   */
  public record Drawn(Budget budget, Optional<Duration> retryAfter) {}

  public static Budget full(Terms terms, Instant now) {
    return new Budget(terms.fresh().size(), terms.changed().size(), now);
  }

  /** What is left at {@code now}. */
  public Budget refilled(Terms terms, Instant now) {
    var since = Duration.between(at, now);
    return new Budget(
        terms.fresh().refilled(newLeft, since), terms.changed().refilled(changedLeft, since), now);
  }

  /** Grants all of it or nothing. Total and pure. */
  public Drawn draw(Terms terms, Draw draw, Instant now) {
    var present = refilled(terms, now);
    var newMissing = draw.cost() - present.newLeft;
    var changedMissing = draw.changed() - present.changedLeft;
    if (newMissing <= 0 && changedMissing <= 0) {
      return new Drawn(new Budget(-newMissing, -changedMissing, now), Optional.empty());
    }
    var newWait = terms.fresh().until(Math.max(0, newMissing));
    var changedWait = terms.changed().until(Math.max(0, changedMissing));
    return new Drawn(
        present, Optional.of(newWait.compareTo(changedWait) > 0 ? newWait : changedWait));
  }
}
