package dev.kith.kit.streams;

import dev.kith.kit.config.KafkaClientConfig;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.halt.HaltGate;
import dev.kith.kit.halt.HaltOnRejection;
import dev.kith.kit.halt.HaltedPartitions;
import dev.kith.kit.halt.HaltingClients;
import dev.kith.kit.halt.SkipTail;
import dev.kith.kit.halt.SkippedPositions;
import dev.kith.kit.membership.PauseDetector;
import dev.kith.kit.pacing.PollPacer;
import dev.kith.kit.pacing.WaitingRequests;
import dev.kith.kit.topology.CauseChain;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.kit.topology.RefusalReporter;
import dev.kith.kit.topology.RejectionMetrics;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.kit.topology.SourceEnds;
import dev.kith.kit.topology.TopologyContext;
import dev.kith.kit.topology.WriterEpochs;
import dev.kith.kit.trace.AddressHash;
import dev.kith.kit.trace.Traces;
import dev.kith.schemas.IncompatibleSchema;
import dev.kith.schemas.Topics;
import dev.kith.schemas.WireFormat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lifecycle of this node's Kafka Streams: waits for Kafka and the registry, starts, replaces failed
 * threads, and shuts down cleanly.
 *
 * <p>The service answers HTTP from the start; readiness follows {@link #state()}.
 */
@ApplicationScoped
public class StreamsLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(StreamsLifecycle.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration SKIPS_WITHIN = Duration.ofSeconds(30);

  private final KithConfig settings;
  private final ServiceTopology topology;
  private final WireFormat wire;
  private final SourceEnds ends;
  private final FoldedPositions folded;
  private final WriterEpochs epochs;
  private final MeterRegistry metrics;
  private final Traces traces;
  private final AddressHash hash;
  private final HaltedPartitions halted;
  private final SkippedPositions skipped;
  private final PauseDetector pauseDetector;
  private final WaitingRequests waitingRequests;

  /** Empty for a node without an id, whose members have no names. */
  private final Optional<FailedMembers> failedMembers;

  private final RestoreTracker restoreTracker = new RestoreTracker();

  private volatile @Nullable KafkaStreams streams;
  private volatile @Nullable Thread starter;
  private volatile @Nullable SkipTail skips;
  private volatile @Nullable String failure;
  private final StreamsFailure streamsFailure = new StreamsFailure(System::nanoTime);
  private volatile boolean hasRun;
  private volatile boolean stopping;

  StreamsLifecycle(
      KithConfig settings,
      ServiceTopology topology,
      WireFormat wire,
      SourceEnds ends,
      FoldedPositions folded,
      WriterEpochs epochs,
      MeterRegistry metrics,
      Traces traces,
      AddressHash hash,
      HaltedPartitions halted,
      SkippedPositions skipped,
      PauseDetector pauseDetector,
      WaitingRequests waitingRequests) {
    this.settings = settings;
    this.topology = topology;
    this.wire = wire;
    this.ends = ends;
    this.folded = folded;
    this.epochs = epochs;
    this.metrics = metrics;
    this.traces = traces;
    this.hash = hash;
    this.halted = halted;
    this.skipped = skipped;
    this.pauseDetector = pauseDetector;
    this.waitingRequests = waitingRequests;
    this.failedMembers =
        settings
            .node()
            .id()
            .map(id ->
                new FailedMembers(
                    new KafkaClientConfig(settings).atStart(),
                    settings.streams().applicationId(),
                    id));
  }

  void start(@Observes StartupEvent event) {
    for (var state : StreamsState.values()) {
      metrics.gauge(
          "kith.streams.state",
          List.of(Tag.of("state", state.name())),
          this,
          life -> life.state() == state ? 1 : 0);
    }
    starter = Thread.ofPlatform().name("streams-start").start(this::startUntilDone);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    var thread = starter;
    if (thread != null) {
      thread.interrupt();
      thread.join(CLOSE_TIMEOUT);
    }
    var running = streams;
    if (running != null) {
      running.close(CloseOptions.groupMembershipOperation(leaving()).withTimeout(CLOSE_TIMEOUT));
    }
    var tail = skips;
    if (tail != null) {
      tail.close();
    }
  }

  public StreamsState state() {
    if (stopping) {
      return StreamsState.STOPPED;
    }
    if (failure != null) {
      return StreamsState.FAILED;
    }
    var running = streams;
    if (running == null) {
      return StreamsState.STARTING;
    }
    return switch (running.state()) {
      case CREATED -> StreamsState.STARTING;
      case REBALANCING -> hasRun ? StreamsState.REBALANCING : StreamsState.RESTORING;
      case RUNNING -> StreamsState.RUNNING;
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR -> StreamsState.FAILED;
    };
  }

  /** Cause of the failure that stopped the streams, for the operator. */
  public Optional<String> failure() {
    return Optional.ofNullable(failure);
  }

  /** Cause that is retried until it is resolved: unreachable Kafka, a failing thread. */
  Optional<String> waitingFor() {
    return streamsFailure.text(isRunningWhole());
  }

  /** The streams, once they have been started. */
  public Optional<KafkaStreams> streams() {
    return Optional.ofNullable(streams);
  }

  RestoreTracker restoring() {
    return restoreTracker;
  }

  public String service() {
    return topology.service();
  }

  private void startUntilDone() {
    try {
      while (!stopping && !startOnce()) {
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One attempt to start. Kafka's host name may not exist yet, if Kafka is installed after this
   * node.
   */
  private boolean startOnce() throws InterruptedException {
    try {
      streams = started();
      streamsFailure.over();
      return true;
    } catch (TopicInitializer.UnfitTopics | IncompatibleSchema unfit) {
      fail(unfit);
      return true;
    } catch (ExecutionException | RuntimeException notYet) {
      var text =
          "Waiting for Kafka at %s and the schema registry: %s"
              .formatted(settings.kafka().bootstrapServers(), CauseChain.of(notYet));
      streamsFailure.is(text);
      LOG.warn(text);
      return false;
    }
  }

  private KafkaStreams started() throws ExecutionException, InterruptedException {
    var properties = new KafkaClientConfig(settings);
    var topologyContext =
        new TopologyContext(
            topology.service(),
            wire,
            ends,
            folded,
            epochs,
            new RejectionMetrics(metrics),
            new RefusalReporter(),
            halted,
            skipped,
            traces,
            hash);
    var topics = new HashSet<>(topology.topics());
    topics.add(Topics.SKIPPED_POSITIONS);
    var built = topology.build(topologyContext);
    var admin = Admin.create(properties.atStart());
    try {
      new TopicInitializer(admin, settings.topics()).run(topics);
      new ChangelogCheck(admin, settings.streams().applicationId()).run(built);
      wire.registerAll(topology.topics());
    } finally {
      // without a timeout: a stop would wait for its pending requests
      admin.close(Duration.ZERO);
    }
    if (skips == null) {
      skips = SkipTail.start(properties.reader("read_committed"), skipped, SKIPS_WITHIN);
    }
    var settingsOfStreams = properties.streams();
    settingsOfStreams.put(HaltOnRejection.HALTED, halted);
    var gate = new HaltGate(topology.topics(), wire, halted, skipped);
    var clients =
        new HaltingClients(
            gate,
            pauseDetector,
            settings.streams().abortInterval(),
            () -> new PollPacer(waitingRequests, settings.streams().pollInterval()));
    var fresh = new KafkaStreams(built, settingsOfStreams, clients);
    fresh.setUncaughtExceptionHandler(this::onUncaught);
    fresh.setGlobalStateRestoreListener(restoreTracker);
    fresh.setStateListener((now, _) -> onState(now));
    try {
      fresh.start();
    } catch (RuntimeException failure) {
      // it holds the lock of the state directory, which the next attempt needs
      fresh.close(Duration.ZERO);
      throw failure;
    }
    return fresh;
  }

  private void onState(KafkaStreams.State now) {
    if (now == KafkaStreams.State.RUNNING) {
      hasRun = true;
    }
  }

  /** Whether every thread of this node is running. */
  private boolean isRunningWhole() {
    var running = streams;
    return running != null
        && running.state() == KafkaStreams.State.RUNNING
        && running.metadataForLocalThreads().stream()
            .allMatch(thread -> thread.threadState().equals("RUNNING"));
  }

  private StreamThreadExceptionResponse onUncaught(Throwable thrown) {
    streamsFailure.is(CauseChain.of(thrown));
    LOG.error("A stream thread failed and is replaced", thrown);
    metrics.counter("kith.streams.threads.replaced").increment();
    failedMembers.ifPresent(members -> members.remove(Thread.currentThread().getName()));
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private void fail(Throwable cause) {
    LOG.error("The streams stop for good: {}", cause.getMessage(), cause);
    failure = String.valueOf(cause.getMessage());
  }

  /**
   * Whether to leave the consumer group on shutdown. A node with a static name keeps its
   * partitions, unless other nodes have standby replicas and can continue at once. A node without a
   * name leaves.
   */
  private CloseOptions.GroupMembershipOperation leaving() {
    return settings.node().id().isPresent() && settings.streams().standbyReplicas() == 0
        ? CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP
        : CloseOptions.GroupMembershipOperation.LEAVE_GROUP;
  }
}
