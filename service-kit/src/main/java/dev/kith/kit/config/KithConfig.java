package dev.kith.kit.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of every service, under {@code kith.*}. An unknown key, except as an environment
 * variable, stops the start.
 */
@ConfigMapping(prefix = "kith")
public interface KithConfig {

  /** Origins of web pages that may use the API, such as https://app.example; * allows all. */
  Optional<List<String>> allowedOrigins();

  Node node();

  Kafka kafka();

  Registry registry();

  Topics topics();

  Streams streams();

  Requests requests();

  Services services();

  Tokens tokens();

  Connections connections();

  Rates rates();

  /**
   * URLs of the services, as they reach each other: any node of the service, or a name for all of
   * its nodes.
   */
  interface Services {
    @WithDefault("http://localhost:8081")
    URI profileUrl();

    @WithDefault("http://localhost:8082")
    URI contactGraphUrl();

    @WithDefault("http://localhost:8083")
    URI notifierUrl();
  }

  /** This process among the nodes of its service. */
  interface Node {
    /** URL of this node's node port, as other nodes of the service reach it. */
    @WithDefault("http://localhost:${kith.node.port}")
    URI url();

    /** Address that the node port listens on. */
    @WithDefault("127.0.0.1")
    String host();

    /** Port for requests from other nodes of this service only. */
    @WithDefault("8090")
    int port();

    /**
     * Name that survives restarts, such as a pod's. The node then gets its partitions back at once;
     * without a name it joins the group as a new member.
     */
    Optional<String> id();

    /**
     * Shared secret of all nodes of a service: at least 16 visible ASCII characters, kept
     * confidential. The default is random, which is enough for a single node.
     */
    Optional<String> secret();
  }

  /** The brokers. */
  interface Kafka {
    /** Comma-separated host:port list. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /**
     * Passed unchanged to every Kafka client: security.protocol, sasl.jaas.config,
     * ssl.truststore.location, ...
     */
    Map<String, String> properties();
  }

  /** The schema registry. */
  interface Registry {
    /** Base of the registry's Confluent-compatible API. */
    @WithDefault("http://localhost:8085/apis/ccompat/v7")
    String url();

    /**
     * Passed unchanged to the registry's client: basic.auth.user.info, bearer.auth.token,
     * schema.registry.ssl.truststore.location, ...
     */
    Map<String, String> properties();
  }

  /** Creation of missing topics. */
  interface Topics {
    /** False: missing topics are not created, and the service waits until they exist. */
    @WithDefault("true")
    boolean create();

    /**
     * Partition count of every topic except {@code kith.fanout}, which can never be changed. A
     * topic with another count stops the start.
     */
    @WithDefault("4")
    int partitions();

    /**
     * Partition count of {@code kith.fanout}, at most that of the other topics. It can never be
     * changed either. A change of a profile costs one record for each of them.
     */
    @WithDefault("4")
    int deliveryPartitions();

    /** Replicas of each partition of a created topic; -1: the broker's default. */
    @WithDefault("-1")
    short replicationFactor();
  }

  /** The Kafka Streams application. */
  interface Streams {
    /**
     * Name of the consumer group and prefix of the changelogs. A new one rebuilds all stores from
     * scratch: without outputs at first, then each present entry is issued once.
     */
    String applicationId();

    /** Directory of the stores; each node needs its own. */
    @WithDefault("data/state")
    Path stateDirectory();

    /**
     * Stream threads. Each folds some partitions and commits independently; use more on more
     * processors.
     */
    @WithDefault("1")
    int threads();

    /** Copies of each store on other nodes, for a fast takeover. */
    @WithDefault("0")
    int standbyReplicas();

    /** How often stores, derived topics and offsets are committed together. */
    @WithDefault("100ms")
    Duration commitInterval();

    /**
     * Longest time that records wait for a batch; a commit flushes at once. A longer time costs the
     * brokers less.
     */
    @WithDefault("0ms")
    Duration linger();

    /**
     * Shortest time between two polls that return few records, while no request waits for a fold; 0
     * is none. Records wait for at most twice as long. With a longer time, a node takes more
     * records at a time, which costs it and the brokers less.
     */
    @WithDefault("0ms")
    Duration pollInterval();

    /**
     * Compression of batches to derived topics and changelogs: {@code none}, {@code lz4}, {@code
     * zstd}, {@code snappy} or {@code gzip}. Batches of single changes are small and gain little,
     * and compression delays the delivery of updates.
     */
    @WithDefault("none")
    Compression compression();

    /** Codec of Kafka's producer, named as there. */
    enum Compression {
      NONE,
      GZIP,
      SNAPPY,
      LZ4,
      ZSTD;

      String kafkaName() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    /** With records waiting and no position advancing for this long, the node counts as dead. */
    @WithDefault("2m")
    Duration stallLimit();

    /**
     * Whether stores are written with the commit, in a transaction of RocksDB, so that they survive
     * a kill. Without, a node that was killed restores them from the changelogs, and each write is
     * in the store at once.
     */
    @WithDefault("true")
    boolean transactionalStores();

    /**
     * For tests of faults only: each thread aborts its open transaction and restores its stores
     * this often; 0 is never.
     */
    @WithDefault("0s")
    Duration abortInterval();

    /** Bytes for all stores of this process together. */
    @WithDefault("64M")
    MemorySize blockCache();

    /** Bytes for all stores of this process together; part of the block cache's budget. */
    @WithDefault("32M")
    MemorySize writeBuffers();
  }

  /** Limits of waiting times and sizes. */
  interface Requests {
    /**
     * Whether reads of single profiles, pictures and presence use the budget of new addresses; not
     * needed if addresses cannot be guessed.
     */
    @WithDefault("true")
    boolean chargeReads();

    /** How long a write waits for the fold's verdict before it is answered with 202. */
    @WithDefault("5s")
    Duration verdictTimeout();

    /** How long a read with Kith-After waits before it is answered with 503. */
    @WithDefault("5s")
    Duration afterTimeout();

    /**
     * Longest silence on a forwarded request, in both directions, before the forwarding node
     * answers with 503.
     */
    @WithDefault("30s")
    Duration ownerTimeout();

    /** Largest JSON body; at most 128K. */
    @WithDefault("64K")
    MemorySize maximumBody();
  }

  /** Limits of clients' connections to the API. */
  interface Connections {
    /**
     * Maximum number of open connections; 0: derived from the process's limit of open files, less
     * those it needs itself.
     */
    @WithDefault("0")
    int total();

    /**
     * Maximum number of open connections of one client address; 0: limited only by the total.
     * Behind a front door or an ingress all connections have the proxy's address: set the limit
     * there, or name the proxy in trustedProxies.
     */
    @WithDefault("0")
    int perClient();

    /**
     * Addresses and networks, such as {@code 10.0.0.0/8}, comma-separated, whose X-Forwarded-For is
     * trusted: its last address that is not a trusted proxy is the client's.
     */
    Optional<List<String>> trustedProxies();

    /** Longest time for the head of a request. */
    @WithDefault("10s")
    Duration headTimeout();

    /** Longest time that a connection may be idle between two requests. */
    @WithDefault("75s")
    Duration idleTimeout();

    /** Time in which a body may arrive at any rate; after that it must average 1 KiB/s or more. */
    @WithDefault("30s")
    Duration bodyGrace();
  }

  /** Rate limits of users; backends are not limited. Each node counts separately. */
  interface Rates {
    /** Writes per second of one user, on average; 0: unlimited. */
    @WithDefault("50")
    double writes();

    /** Burst of writes of one user. */
    @WithDefault("200")
    int writesBurst();

    /** Sessions that one user opens per second, on average; 0: unlimited. */
    @WithDefault("5")
    double sessions();

    /** Burst of sessions that one user opens. */
    @WithDefault("100")
    int sessionsBurst();
  }

  /** Verification of tokens, in addition to {@code mp.jwt.verify.*}. */
  interface Tokens {
    /**
     * How long a verified token is not verified again, at most until it expires. A token stays
     * accepted for as long after its key is no longer trusted. 0: every request is verified.
     */
    @WithDefault("1m")
    Duration cacheTime();

    /** Maximum number of cached tokens. */
    @WithDefault("10000")
    int cacheSize();
  }
}
