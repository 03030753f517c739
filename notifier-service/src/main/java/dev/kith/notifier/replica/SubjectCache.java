package dev.kith.notifier.replica;

import dev.kith.domain.Address;
import dev.kith.domain.replica.SubjectState;
import java.util.LinkedHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cache of the decoded subjects of all delivery partitions of a node, bounded in bytes. The fold
 * writes through it. Thread-safe.
 *
 * <p>It never has an older state than the store of the task: what a reader loads is not kept if
 * anything was written in the meantime.
 */
public final class SubjectCache {

  private static final int STRIPES = 32;
  private static final Part NONE = new SubjectCache(0).open();

  private final Stripe[] stripes;
  private final AtomicLong parts = new AtomicLong();

  /**
   * Creates an empty cache.
   *
   * @param bytes that the states may occupy, as {@link StateSize} estimates them
   */
  public SubjectCache(long bytes) {
    stripes =
        IntStream.range(0, STRIPES)
            .mapToObj(_ -> new Stripe(bytes / STRIPES))
            .toArray(Stripe[]::new);
  }

  /** Part of a task that keeps nothing. */
  public static Part none() {
    return NONE;
  }

  /**
   * Starts the part of a task, which is empty: stores that were restored may be behind what an
   * earlier task of this partition wrote.
   */
  public Part open() {
    return new Part(parts.incrementAndGet());
  }

  /** Ends the part of a task that leaves this node. */
  public void close(Part part) {
    for (var stripe : stripes) {
      stripe.removeAll(part.id);
    }
  }

  /** Bytes that the cached states occupy, estimated. */
  public long bytes() {
    var bytes = 0L;
    for (var stripe : stripes) {
      bytes += stripe.bytes();
    }
    return bytes;
  }

  /** Cached subjects of one task. */
  public final class Part {
    private final long id;

    private Part(long id) {
      this.id = id;
    }

    /** The state of a subject, from {@code load} if it is not cached. */
    SubjectState get(Address subject, Supplier<SubjectState> load) {
      var key = new Key(id, subject);
      var stripe = stripe(key);
      var writes = stripe.writes();
      var cached = stripe.get(key);
      if (cached != null) {
        return cached;
      }
      var loaded = load.get();
      stripe.putLoaded(key, loaded, writes);
      return loaded;
    }

    /** To be called after the store was written, and before the record counts as folded. */
    void put(Address subject, SubjectState written) {
      var key = new Key(id, subject);
      stripe(key).putWritten(key, written);
    }

    private Stripe stripe(Key key) {
      return stripes[Math.floorMod(key.hashCode(), STRIPES)];
    }
  }

  private record Key(long part, Address subject) {}

  private record Cached(SubjectState state, long bytes) {}

  /** Part of the cache with its own lock; the first entry is the least recently used one. */
  private static final class Stripe {
    private static final float LOAD_FACTOR = 0.75f;

    private final LinkedHashMap<Key, Cached> entries = new LinkedHashMap<>(16, LOAD_FACTOR, true);
    private final long limit;
    private long bytes;
    private long writes;

    Stripe(long limit) {
      this.limit = limit;
    }

    synchronized long writes() {
      return writes;
    }

    synchronized long bytes() {
      return bytes;
    }

    synchronized @Nullable SubjectState get(Key key) {
      var cached = entries.get(key);
      return cached == null ? null : cached.state();
    }

    synchronized void putLoaded(Key key, SubjectState loaded, long writesBefore) {
      if (writes == writesBefore) {
        put(key, loaded);
      }
    }

    synchronized void putWritten(Key key, SubjectState written) {
      writes++;
      put(key, written);
    }

    synchronized void removeAll(long part) {
      writes++;
      entries
          .entrySet()
          .removeIf(entry -> {
            var isOfPart = entry.getKey().part() == part;
            if (isOfPart) {
              bytes -= entry.getValue().bytes();
            }
            return isOfPart;
          });
    }

    private void put(Key key, SubjectState state) {
      var size = StateSize.of(key.subject(), state);
      var before = entries.remove(key);
      bytes -= before == null ? 0 : before.bytes();
      if (size > limit) {
        return;
      }
      entries.put(key, new Cached(state, size));
      bytes += size;
      for (var oldest = entries.entrySet().iterator(); bytes > limit; ) {
        bytes -= oldest.next().getValue().bytes();
        oldest.remove();
      }
    }
  }
}
