package dev.kith.profile.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.kith.domain.Address;
import dev.kith.domain.HalfEdge;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Cache of decoded profiles and half-edges of all partitions of a node, bounded in bytes.
 * Thread-safe.
 *
 * <p>Each run of a task has its own part, which begins empty: restored stores may be behind what an
 * earlier run of the task wrote.
 */
public final class ProfileCache {

  /** Share of the half-edges in the bytes of the cache. */
  private static final int HALF_EDGE_SHARE = 4;

  /** Bytes of a cached half-edge without labels, with its key, estimated. */
  private static final int HALF_EDGE_BYTES = 250;

  /** Bytes of a label without its text. */
  private static final int LABEL_BYTES = 100;

  private final boolean isOn;

  private final Map<Integer, Part> parts = new ConcurrentHashMap<>();
  private final Cache<OwnerKey, CachedProfile> profiles;
  private final Cache<PairKey, HalfEdge> halfEdges;

  private record OwnerKey(Part part, Address owner) {}

  private record PairKey(Part part, Address owner, Address peer) {}

  /** Reader of a task's stores; called by threads of requests. */
  public interface Stores {

    CachedProfile profile(Address owner);

    /** The owner's half-edge to the peer. */
    HalfEdge halfEdge(Address owner, Address peer);
  }

  /**
   * Creates an empty cache.
   *
   * @param bytes that the entries may occupy, estimated; with 0 requests get no part
   */
  public ProfileCache(long bytes) {
    isOn = bytes > 0;
    // eviction runs on the thread that adds an entry, never later on another
    profiles =
        Caffeine.newBuilder()
            .maximumWeight(bytes - bytes / HALF_EDGE_SHARE)
            .weigher((OwnerKey key, CachedProfile profile) -> profile.bytes())
            .executor(Runnable::run)
            .build();
    halfEdges =
        Caffeine.newBuilder()
            .maximumWeight(bytes / HALF_EDGE_SHARE)
            .weigher((PairKey key, HalfEdge halfEdge) -> bytes(key, halfEdge))
            .executor(Runnable::run)
            .build();
  }

  /** Starts the part of a task whose stores are restored. */
  public Part open(int partition, Stores stores) {
    var part = new Part(partition, stores);
    parts.put(partition, part);
    return part;
  }

  private static int bytes(PairKey key, HalfEdge halfEdge) {
    var labels =
        halfEdge.labels().stream().mapToInt(label -> LABEL_BYTES + 2 * label.length()).sum();
    return HALF_EDGE_BYTES + key.owner().text().length() + key.peer().text().length() + labels;
  }

  /** The part of a partition; empty if no task of this node runs it, or without space. */
  public Optional<Part> part(int partition) {
    return isOn ? Optional.ofNullable(parts.get(partition)) : Optional.empty();
  }

  /** Number of cached half-edges. */
  long halfEdges() {
    halfEdges.cleanUp();
    return halfEdges.estimatedSize();
  }

  /** Number of cached profiles. */
  long profiles() {
    profiles.cleanUp();
    return profiles.estimatedSize();
  }

  /** Cached entries of one run of a task. */
  public final class Part {

    private final int partition;
    private final Stores stores;
    private volatile boolean isOpen = true;

    private Part(int partition, Stores stores) {
      this.partition = partition;
      this.stores = stores;
    }

    /** False once the task has stopped: what was read before may be stale, and must not be used. */
    public boolean isOpen() {
      return isOpen;
    }

    public CachedProfile profile(Address owner) {
      return profiles.get(new OwnerKey(this, owner), key -> stores.profile(key.owner()));
    }

    /** The owner's half-edge to the peer. */
    public HalfEdge halfEdge(Address owner, Address peer) {
      return halfEdges.get(
          new PairKey(this, owner, peer), key -> stores.halfEdge(key.owner(), key.peer()));
    }

    /** To be called after the store was written, and before the write is acknowledged. */
    public void changed(Address owner) {
      profiles.invalidate(new OwnerKey(this, owner));
    }

    /** Like {@link #changed(Address)}, for the owner's half-edge to the peer. */
    public void changed(Address owner, Address peer) {
      halfEdges.invalidate(new PairKey(this, owner, peer));
    }

    /** Ends the part; its task no longer runs on this node. */
    public void close() {
      isOpen = false;
      parts.remove(partition, this);
      profiles.asMap().keySet().removeIf(key -> key.part().equals(this));
      halfEdges.asMap().keySet().removeIf(key -> key.part().equals(this));
    }
  }
}
