package dev.kith.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Budget of an account for requests about new addresses and for bulk changes, so that guessing
 * addresses is costly: two token buckets that refill over time.
 *
 * @param newLeft tokens left for addresses that are new to the account
 * @param changedLeft tokens left for changes of relations
 * @param at time at which these were left
 *     <p>The amounts are the settings {@code kith.contacts.budget.*}.
 */
public record Budget(double newLeft, double changedLeft, Instant at) {

  /** Cost of an address in a run of neighbouring numbers, as a multiple of the normal cost. */
  public static final int SEQUENTIAL = 10;

  /** Size of a full bucket, and the time in which an empty one refills. */
  public record Bucket(int size, Duration fills) {

    double refilled(double left, Duration since) {
      return Math.min(size, left + size * seconds(since) / seconds(fills));
    }

    /** Time until {@code missing} more tokens are there. */
    Duration until(double missing) {
      return Duration.ofSeconds((long) Math.ceil(missing * seconds(fills) / size));
    }

    private static double seconds(Duration duration) {
      return Math.max(0, duration.toMillis()) / 1000.0;
    }
  }

  /** Both buckets, as a deployment configures them. */
  public record Terms(Bucket fresh, Bucket changed) {}

  /**
   * Requested tokens.
   *
   * @param fresh number of addresses that are new to the account
   * @param sequential how many of these are in runs of neighbouring numbers
   * @param changed number of known addresses whose relation changes
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
   * Outcome of a draw.
   *
   * @param budget the budget afterwards
   * @param retryAfter present if the draw was not granted: time until it could be
   */
  public record Drawn(Budget budget, Optional<Duration> retryAfter) {}

  public static Budget full(Terms terms, Instant now) {
    return new Budget(terms.fresh().size(), terms.changed().size(), now);
  }

  /** The budget at {@code now}. */
  public Budget refilled(Terms terms, Instant now) {
    var since = Duration.between(at, now);
    return new Budget(
        terms.fresh().refilled(newLeft, since), terms.changed().refilled(changedLeft, since), now);
  }

  /** Grants all of the draw or nothing. Total and pure. */
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
