package dev.kith.kit.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.record.CompressionType;

/** What every service can be told, under {@code kith.*}; a key that is not here stops the start. */
@ConfigMapping(prefix = "kith")
public interface KithConfig {

  /**
   * The web pages of other hosts that may use the API, by their origins, such as
   * https://app.example; * for all.
   */
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

  /** Where the services reach each other: any node of a service, or a name for all of them. */
  interface Services {
    @WithDefault("http://localhost:8081")
    URI profileUrl();

    @WithDefault("http://localhost:8082")
    URI contactGraphUrl();

    @WithDefault("http://localhost:8083")
    URI notifierUrl();
  }

  /** This process among the others of its service. */
  interface Node {
    /** Where other nodes of this service reach this one: its node port. */
    @WithDefault("http://localhost:${kith.node.port}")
    URI url();

    /** The address that the node port is opened on. */
    @WithDefault("127.0.0.1")
    String host();

    /** The port for requests of other nodes of this service, and for nothing else. */
    @WithDefault("8090")
    int port();

    /**
     * A name that stays over restarts, such as a pod's: the node gets its partitions back at once.
     * Without one it joins anew.
     */
    Optional<String> id();

    /**
     * The same for all nodes of a service, who know each other by it: 16 visible ASCII characters
     * or more, and nobody else's business. Without one it is random, which does for a single node.
     */
    Optional<String> secret();
  }

  /** The brokers. */
  interface Kafka {
    /** Comma-separated host:port list. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /**
     * Passed to every Kafka client as it is: security.protocol, sasl.jaas.config,
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
     * Passed to the registry's client as it is: basic.auth.user.info, bearer.auth.token,
     * schema.registry.ssl.truststore.location, ...
     */
    Map<String, String> properties();
  }

  /** How topics are made when they are missing. */
  interface Topics {
    /** False: a missing topic stops the start instead of being made. */
    @WithDefault("true")
    boolean create();

    /** Of every topic, fixed for ever; a topic with another count stops the start. */
    @WithDefault("4")
    int partitions();

    /** Copies of each partition when topics are made; -1: the broker's default. */
    @WithDefault("-1")
    short replicationFactor();
  }

  /** The Kafka Streams application. */
  interface Streams {
    /**
     * Names the consumer group and the changelogs. A new one builds all stores from scratch,
     * silently.
     */
    String applicationId();

    /** Where stores are kept; each node needs its own. */
    @WithDefault("data/state")
    Path stateDirectory();

    /** Each folds some partitions and commits for itself: more where there are more processors. */
    @WithDefault("1")
    int threads();

    /** Copies of each store on other nodes, to take over quickly. */
    @WithDefault("0")
    int standbyReplicas();

    /** How often stores, derived topics and offsets are committed together. */
    @WithDefault("100ms")
    Duration commitInterval();

    /**
     * How long records wait for others to go out with, at most; a commit waits for nobody. Longer
     * costs the brokers less.
     */
    @WithDefault("0ms")
    Duration linger();

    /**
     * How batches to derived topics and changelogs are compressed: {@code none}, {@code lz4},
     * {@code zstd}, {@code snappy} or {@code gzip}. Batches of single changes are small: they gain
     * little, and each costs time on the way to the screen.
     */
    @WithDefault("none")
    CompressionType compression();

    /** With work waiting and no position advancing for this long, the node counts as dead. */
    @WithDefault("2m")
    Duration stallLimit();

    /** Of all stores of this process together. */
    @WithDefault("64M")
    MemorySize blockCache();

    /** Of all stores of this process together; part of the block cache's budget. */
    @WithDefault("32M")
    MemorySize writeBuffers();
  }

  /** Bounds on waiting and on size. */
  interface Requests {
    /**
     * Whether reads of single profiles, pictures and presence draw on the budget of new addresses;
     * not needed where addresses cannot be guessed.
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
     * How long a node that passed a request on to the owner's may hear nothing from it, nor have
     * anything to send, before it answers with 503.
     */
    @WithDefault("30s")
    Duration ownerTimeout();

    /** Of a JSON body; at most 128K. */
    @WithDefault("64K")
    MemorySize maximumBody();
  }

  /** Bounds on clients' connections to the API. */
  interface Connections {
    /** Open ones, at most; 0: as many as the process may have files open, less those it needs. */
    @WithDefault("0")
    int total();

    /**
     * Open ones of one client's address, at most; 0: no bound but the total. Behind a front door or
     * an ingress that address is the proxy's: bound clients there, or name it in trustedProxies.
     */
    @WithDefault("0")
    int perClient();

    /**
     * Addresses and networks, such as {@code 10.0.0.0/8}, comma-separated, whose X-Forwarded-For is
     * believed: its last address that is no trusted proxy's is the client's.
     */
    Optional<List<String>> trustedProxies();

    /** How long the head of a request may take. */
    @WithDefault("10s")
    Duration headTimeout();

    /** How long a connection may stay between two requests. */
    @WithDefault("75s")
    Duration idleTimeout();

    /** How long a body may take at whatever rate; after that, 1 KiB a second is the least. */
    @WithDefault("30s")
    Duration bodyGrace();
  }

  /** How often a user may do something; backends may always. Each node counts for itself. */
  interface Rates {
    /** Writes a second of one user, over time; 0: no bound. */
    @WithDefault("50")
    double writes();

    /** Writes of one user at once. */
    @WithDefault("200")
    int writesBurst();

    /** Openings of sessions a second of one user, over time; 0: no bound. */
    @WithDefault("5")
    double sessions();

    /** Openings of sessions of one user at once. */
    @WithDefault("100")
    int sessionsBurst();
  }

  /** How callers' tokens are checked, beside what {@code mp.jwt.verify.*} says. */
  interface Tokens {
    /**
     * How long a token that was found good is not verified again, if it is valid that long; as long
     * may a key that is no longer trusted still let somebody in. 0: each is verified each time.
     */
    @WithDefault("1m")
    Duration cacheTime();

    /** Tokens that are remembered, at most. */
    @WithDefault("10000")
    int cacheSize();
  }
}
