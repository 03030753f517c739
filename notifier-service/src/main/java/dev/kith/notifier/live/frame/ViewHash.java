package dev.kith.notifier.live.frame;

/**
 * Hash of an encoded profile in 64 bits, by which a session remembers what it showed. Two profiles
 * of one subject are the same with a probability of 2^-64 if they differ.
 */
public final class ViewHash {

  /** Hash of nothing. */
  public static final long NOTHING = 0;

  // FNV-1a, followed by the finalizer of MurmurHash3
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final long MIX_1 = 0xff51afd7ed558ccdL;
  private static final long MIX_2 = 0xc4ceb9fe1a85ec53L;

  private ViewHash() {}

  static long of(byte[] profile) {
    var hash = OFFSET;
    for (var one : profile) {
      hash = (hash ^ (one & 0xff)) * PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * MIX_1;
    hash = (hash ^ (hash >>> 33)) * MIX_2;
    hash ^= hash >>> 33;
    return hash == NOTHING ? 1 : hash;
  }
}
