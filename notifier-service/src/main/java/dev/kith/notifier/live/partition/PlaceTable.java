package dev.kith.notifier.live.partition;

import static java.util.Objects.requireNonNull;

import dev.kith.domain.Choice;
import dev.kith.domain.Position;
import dev.kith.domain.replica.Half;
import dev.kith.domain.replica.Pair;
import dev.kith.domain.replica.Place;
import dev.kith.notifier.live.frame.PairBits;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Table of the sessions that follow one subject, ordered by their numbers: places and what was
 * shown last, in arrays. A row takes 54 bytes, and 4 if a session of the subject has labels; as
 * objects it would take about 250.
 *
 * <p>What views do not depend on is left out: the follower's other fields and the position of the
 * owner's half.
 */
final class PlaceTable {

  private static final int FIRST_CAPACITY = 2;
  private static final int FLAG_MASK = (1 << PairState.FLAGS) - 1;

  private int size;
  private @Nullable Participant[] participants = new @Nullable Participant[FIRST_CAPACITY];
  private long[] at = new long[FIRST_CAPACITY];
  private long[] need = new long[FIRST_CAPACITY];
  private long[] followerAt = new long[FIRST_CAPACITY];
  private long[] announcedSince = new long[FIRST_CAPACITY];
  private long[] subscribedSince = new long[FIRST_CAPACITY];
  private long[] hash = new long[FIRST_CAPACITY];

  /** Flags of {@link PairState}, and above them the bits of the pair. */
  private short[] bits = new short[FIRST_CAPACITY];

  /** Absent as long as no row has labels. */
  private @Nullable SortedSet<String> @Nullable [] labels;

  int size() {
    return size;
  }

  /** The row of a session; negative if it has none. */
  int find(Participant participant) {
    var low = 0;
    var high = size - 1;
    while (low <= high) {
      var middle = (low + high) >>> 1;
      var number = requireNonNull(participants[middle]).number();
      if (number < participant.number()) {
        low = middle + 1;
      } else if (number > participant.number()) {
        high = middle - 1;
      } else {
        return middle;
      }
    }
    return -(low + 1);
  }

  /** Adds a row for a session that has none. */
  Row add(Participant participant, Place place) {
    var index = -(find(participant) + 1);
    if (size == participants.length) {
      resize(size + (size >> 2) + 1);
    }
    move(index, index + 1, size - index);
    size++;
    participants[index] = participant;
    bits[index] = 0;
    hash[index] = 0;
    place(index, place);
    return row(index);
  }

  void remove(int index) {
    size--;
    move(index + 1, index, size - index);
    participants[size] = null;
    if (labels != null) {
      labels[size] = null;
    }
  }

  /** View of a row; invalid once rows are added or removed. */
  Row row(int index) {
    return new Row(index);
  }

  Place place(int index) {
    var row = row(index);
    var relation = PairBits.relation(row.bits(), row.labels(), new Position(0, followerAt[index]));
    return new Place(
        new Pair(
            new Half(relation.own(), Instant.ofEpochMilli(announcedSince[index])),
            new Half(relation.mirror(), Instant.ofEpochMilli(subscribedSince[index]))),
        at[index],
        need[index]);
  }

  void place(int index, Place place) {
    var owner = place.pair().owner();
    var follower = place.pair().follower();
    at[index] = place.at();
    need[index] = place.need();
    followerAt[index] = follower.edge().position().offset();
    announcedSince[index] = owner.since().toEpochMilli();
    subscribedSince[index] = follower.since().toEpochMilli();
    var pairBits = PairBits.of(place.pair().relation()) << PairState.FLAGS;
    bits[index] = (short) ((bits[index] & FLAG_MASK) | pairBits);
    labels(index, owner.edge().labels());
  }

  private void labels(int index, SortedSet<String> held) {
    if (labels == null && !held.isEmpty()) {
      labels = newLabels(participants.length);
    }
    if (labels != null) {
      labels[index] = held.isEmpty() ? null : held;
    }
  }

  /** Clears a flag in all rows. */
  void clear(int flag) {
    for (var index = 0; index < size; index++) {
      bits[index] &= (short) ~flag;
    }
  }

  private void move(int from, int to, int count) {
    System.arraycopy(participants, from, participants, to, count);
    System.arraycopy(at, from, at, to, count);
    System.arraycopy(need, from, need, to, count);
    System.arraycopy(followerAt, from, followerAt, to, count);
    System.arraycopy(announcedSince, from, announcedSince, to, count);
    System.arraycopy(subscribedSince, from, subscribedSince, to, count);
    System.arraycopy(hash, from, hash, to, count);
    System.arraycopy(bits, from, bits, to, count);
    if (labels != null) {
      System.arraycopy(labels, from, labels, to, count);
    }
  }

  private void resize(int capacity) {
    participants = Arrays.copyOf(participants, capacity);
    at = Arrays.copyOf(at, capacity);
    need = Arrays.copyOf(need, capacity);
    followerAt = Arrays.copyOf(followerAt, capacity);
    announcedSince = Arrays.copyOf(announcedSince, capacity);
    subscribedSince = Arrays.copyOf(subscribedSince, capacity);
    hash = Arrays.copyOf(hash, capacity);
    bits = Arrays.copyOf(bits, capacity);
    if (labels != null) {
      labels = Arrays.copyOf(labels, capacity);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of generic types cannot be created
  private static @Nullable SortedSet<String>[] newLabels(int capacity) {
    return new SortedSet[capacity];
  }

  /** One row. */
  final class Row implements PairState {

    private final int index;

    private Row(int index) {
      this.index = index;
    }

    @Override
    public Participant participant() {
      return requireNonNull(participants[index]);
    }

    @Override
    public long at() {
      return at[index];
    }

    @Override
    public long need() {
      return need[index];
    }

    @Override
    public int bits() {
      return bits[index] >> PairState.FLAGS;
    }

    @Override
    public SortedSet<String> labels() {
      var held = labels == null ? null : labels[index];
      return held == null ? Collections.emptySortedSet() : held;
    }

    @Override
    public Instant followsSince() {
      var isSubscribed = PairBits.subscribed(bits()) == Choice.YES;
      return Instant.ofEpochMilli(isSubscribed ? subscribedSince[index] : announcedSince[index]);
    }

    @Override
    public long hash() {
      return hash[index];
    }

    @Override
    public void hash(long shown) {
      hash[index] = shown;
    }

    @Override
    public boolean has(int flag) {
      return (bits[index] & flag) != 0;
    }

    @Override
    public void set(int flag, boolean on) {
      bits[index] = (short) (on ? bits[index] | flag : bits[index] & ~flag);
    }
  }
}
