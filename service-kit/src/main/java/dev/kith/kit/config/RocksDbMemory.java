package dev.kith.kit.config;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * RocksDB configuration with one block cache and one write buffer manager for all stores of the
 * process, so that native memory is bounded whatever the number of partitions. Index and filter
 * blocks count, too.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

  /** Bytes of the block cache, as a Streams property. */
  public static final String BLOCK_CACHE = "kith.rocksdb.block-cache.bytes";

  /** Bytes of the write buffers, as a Streams property. */
  public static final String WRITE_BUFFERS = "kith.rocksdb.write-buffers.bytes";

  private static final double BLOOM_BITS_PER_KEY = 10;
  private static final double SHARE_OF_INDEX_AND_FILTERS = 0.1;
  private static final int SHARD_BITS = 2;

  /**
   * Bytes by which a write buffer grows. RocksDB's default is 1 MB: the buffers of some dozens of
   * stores, each nearly empty, would reach the common limit and be flushed to files all the time.
   */
  private static final long WRITE_BUFFER_BLOCK = 64 * 1024;

  private static @Nullable Shared shared;

  /** Figures of the memory, for metrics. */
  public enum Part {
    /** Cached blocks with indexes and filters, and write buffers. */
    USED,
    /** The part of USED that cannot be evicted at the moment. */
    PINNED,
    /** Configured limit of all of it together. */
    LIMIT;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Bytes; 0 while no store is open. */
  public static synchronized double bytes(Part part) {
    if (shared == null) {
      return 0;
    }
    return switch (part) {
      case USED -> shared.cache.getUsage();
      case PINNED -> shared.cache.getPinnedUsage();
      case LIMIT -> shared.limit;
    };
  }

  private record Shared(
      Cache cache, WriteBufferManager writeBuffers, BloomFilter filter, long limit) {}

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configuration) {
    var memory = shared(configuration);
    var table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinTopLevelIndexAndFilter(true);
    table.setFilterPolicy(memory.filter);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.writeBuffers);
    options.setArenaBlockSize(WRITE_BUFFER_BLOCK);
    // Kafka Streams' default is no compression; addresses repeat in keys and values
    options.setCompressionType(CompressionType.LZ4_COMPRESSION);
  }

  /** The shared objects live as long as the process. */
  @Override
  public void close(String storeName, Options options) {}

  private static synchronized Shared shared(Map<String, Object> configuration) {
    if (shared == null) {
      RocksDB.loadLibrary();
      var cache =
          new LRUCache(
              bytes(configuration, BLOCK_CACHE), SHARD_BITS, false, SHARE_OF_INDEX_AND_FILTERS);
      shared =
          new Shared(
              cache,
              new WriteBufferManager(bytes(configuration, WRITE_BUFFERS), cache),
              new BloomFilter(BLOOM_BITS_PER_KEY),
              bytes(configuration, BLOCK_CACHE));
    }
    return shared;
  }

  private static long bytes(Map<String, Object> configuration, String key) {
    return Long.parseLong(String.valueOf(configuration.get(key)));
  }
}
