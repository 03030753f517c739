package dev.kith.kit.config;

import dev.kith.kit.halt.HaltOnRejection;
import dev.kith.schemas.RecordSize;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Properties of all Kafka clients of a service. */
public final class KafkaClientConfig {

  /** Short, so that a killed node is noticed soon; the broker's lower limit is 6 s by default. */
  private static final int SESSION_TIMEOUT_MILLIS = 10_000;

  /**
   * A member learns about each round of a rebalance with its next heartbeat. While partitions move,
   * no node answers for them.
   */
  private static final int HEARTBEAT_MILLIS = 1_000;

  /**
   * A new node gets partitions after it has copied their stores. This is how often that is checked
   * (Kafka's minimum); {@link #WARM_UPS} is how many stores are copied at a time.
   */
  private static final int WARM_UP_LOOK_MILLIS = 60_000;

  private static final int WARM_UPS = 4;

  /**
   * Longest delay of a commit; records wake a thread at once. A shorter time makes idle threads use
   * the processor.
   */
  private static final int POLL_MILLIS = 20;

  /**
   * One change becomes many records at once. In batches of Kafka's default 16 KB they cost the
   * broker more.
   */
  private static final int BATCH_BYTES = 64 * 1024;

  /**
   * Bytes fetched from one partition at a time, more than a batch. A thread folds everything that
   * it has fetched before it fetches again: with Kafka's default of 1 MB, a record that a request
   * waits for can be behind thousands of others.
   */
  private static final int FETCH_BYTES = 2 * BATCH_BYTES;

  /** Records that a thread folds before it polls again. */
  private static final int POLLED_RECORDS = 250;

  private final KithConfig settings;

  public KafkaClientConfig(KithConfig settings) {
    this.settings = settings;
  }

  /** Properties of all clients: bootstrap servers, and the configured security settings. */
  public Map<String, Object> common() {
    var properties = new HashMap<String, Object>(settings.kafka().properties());
    properties.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.kafka().bootstrapServers());
    return properties;
  }

  /**
   * Properties of clients that check whether Kafka is reachable: short timeouts, since the check is
   * repeated.
   */
  public Map<String, Object> atStart() {
    var properties = common();
    properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    return properties;
  }

  /**
   * Properties of a consumer without a group. {@code isolation} is {@code read_committed} or {@code
   * read_uncommitted}.
   */
  public Map<String, Object> reader(String isolation) {
    var properties = common();
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    return properties;
  }

  /**
   * Properties of the journal's producer: an acknowledged record is on all in-sync replicas, once
   * and in order.
   */
  public Map<String, Object> journalWriter() {
    var properties = common();
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, RecordSize.REQUEST);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    properties.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
    return properties;
  }

  /**
   * Properties of Kafka Streams, exactly-once. Its default linger and poll times would each add up
   * to 100 ms to the delivery of an update.
   */
  public Properties streams() {
    var streams = settings.streams();
    var properties = new Properties();
    properties.putAll(common());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, streams.applicationId());
    var url = settings.node().url();
    properties.put(StreamsConfig.APPLICATION_SERVER_CONFIG, url.getHost() + ":" + url.getPort());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, streams.stateDirectory().toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, streams.threads());
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, streams.standbyReplicas());
    properties.put(
        StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) settings.topics().replicationFactor());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, streams.commitInterval().toMillis());
    // process records of any topic as they arrive; waiting for another topic would cost a poll
    properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
    properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), streams.linger().toMillis());
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), RecordSize.REQUEST);
    properties.put(
        StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), RecordSize.TOPIC);
    properties.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, HaltOnRejection.class);
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG),
        streams.compression().kafkaName());
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG),
        SESSION_TIMEOUT_MILLIS);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG),
        HEARTBEAT_MILLIS);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG),
        FETCH_BYTES);
    properties.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLLED_RECORDS);
    properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, WARM_UP_LOOK_MILLIS);
    properties.put(StreamsConfig.MAX_WARMUP_REPLICAS_CONFIG, WARM_UPS);
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    properties.put(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, streams.transactionalStores());
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class);
    properties.put(RocksDbMemory.BLOCK_CACHE, streams.blockCache().asLongValue());
    properties.put(RocksDbMemory.WRITE_BUFFERS, streams.writeBuffers().asLongValue());
    settings
        .node()
        .id()
        .ifPresent(id ->
            properties.put(
                StreamsConfig.consumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), id));
    return properties;
  }
}
