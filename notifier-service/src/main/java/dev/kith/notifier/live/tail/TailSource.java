package dev.kith.notifier.live.tail;

import java.util.Collection;
import java.util.Map;

/** Consumer of the tail. All but the first method are called on the tail's thread. */
interface TailSource {

  /** Runs a command on the tail's thread, without delay. */
  void command(Runnable command);

  /** Reads these partitions from now on, each from where it was read before. */
  void read(Collection<Integer> partitions);

  void seek(int partition, long offset);

  /** Offset of the next record, or of a transaction marker in its place. */
  long position(int partition);

  /** Offset from which on the records of a partition are kept. Blocks. */
  long begin(int partition);

  /** Offset behind the last record, committed or not, of each partition. Blocks. */
  Map<Integer, Long> ends(Collection<Integer> partitions);
}
