package dev.kith.notifier.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.domain.OnlineState;
import dev.kith.domain.Presence;
import dev.kith.kit.codec.PresenceCodec;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.kit.topology.FoldProgress;
import dev.kith.kit.topology.OnDemandPunctuator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Processor that folds the nodes' claims into who is online, and publishes each transition. The
 * time at which a user was last seen is the records' time, which the broker sets. {@link
 * PresenceNodes} decides whether a node is dead.
 */
final class PresenceFold
    implements Processor<byte[], Object, byte[], Object>, PresenceNodes.Claims {

  static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

  /** Users that one pass publishes after a rebuild, before other records are processed. */
  private static final int SLICE = 500;

  private final Names names;
  private final PresenceConfig bounds;
  private final PresenceConfig.Transitions transitions;
  private final Function<ProcessorContext<byte[], Object>, TransitionPublisher> publishers;
  private final Map<Address, Instant> leaving = new HashMap<>();
  private ProcessorContext<byte[], Object> context;
  private FoldProgress progress;
  private FoldProgress fanOutProgress;
  private KeyValueStore<Bytes, byte[]> store;
  private OnlineStateStore onlineStates;
  private PresenceIndex index;
  private TransitionPublisher publisher;
  private PresenceNodes nodes;
  private OnDemandPunctuator nextCheck;
  private OnDemandPunctuator nextRareCheck;

  /** Names of the stores and nodes that this processor uses. */
  record Names(String progress, String fanOutProgress, String presences) {}

  /**
   * Creates the processor.
   *
   * @param publishers creates the publisher of a task
   */
  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  PresenceFold(
      Names names,
      PresenceConfig bounds,
      PresenceConfig.Transitions transitions,
      Function<ProcessorContext<byte[], Object>, TransitionPublisher> publishers) {
    this.names = names;
    this.bounds = bounds;
    this.transitions = transitions;
    this.publishers = publishers;
  }

  @Override
  public void init(ProcessorContext<byte[], Object> newContext) {
    context = newContext;
    progress = new FoldProgress(context.getStateStore(names.progress()));
    fanOutProgress = new FoldProgress(context.getStateStore(names.fanOutProgress()));
    store = context.getStateStore(OnlineStateStore.NAME);
    onlineStates = new OnlineStateStore(store);
    index = new PresenceIndex(context.getStateStore(PresenceIndex.NAME));
    publisher = publishers.apply(context);
    nodes = new PresenceNodes(index, bounds.nodeTimeout(), this, now());
    index.forEachLeaving((address, when) -> leaving.put(new Address(address), when));
    if (isSilent()) {
      index.walk("");
    }
    nextCheck = new OnDemandPunctuator(context, CHECK_INTERVAL, this::check);
    nextCheck.set();
    nextRareCheck = new OnDemandPunctuator(context, bounds.nodeTimeout(), this::checkRarely);
  }

  @Override
  public void process(Record<byte[], Object> record) {
    var at = Instant.ofEpochMilli(record.timestamp());
    switch (record.value()) {
      case PresenceClaim.Arrived(var node, var address) -> nodes.arrived(node, address, at, now());
      case PresenceClaim.Left(var node, var address, var silence) ->
          nodes.left(node, address, at.minus(silence));
      case PresenceClaim.Alive(var node) -> nodes.heard(node, at, now());
      case PresenceClaim.Leaving(var node) -> nodes.leaving(node, at);
      case StoredPresence(var address, var presence) -> {
        if (isSilent()) {
          change(
              address,
              onlineStates.get(address).recall(presence, now().plus(bounds.nodeTimeout())));
        }
      }
      default -> throw new IllegalStateException("Not read by this topology: " + record.value());
    }
    nextCheck.set();
  }

  /** Presence that was published before a rebuild, from {@code kith.presence}. */
  record StoredPresence(Address address, Presence presence) {}

  /** Applies what the passing of time changes; returns whether another check is needed soon. */
  private boolean check() {
    var now = now();
    nodes.awake(now);
    if (isSilent()) {
      return true;
    }
    publishDifferences();
    for (var left : new ArrayList<>(leaving.entrySet())) {
      if (!left.getValue().isAfter(now)) {
        change(left.getKey(), onlineStates.get(left.getKey()));
      }
    }
    nodes.check(now);
    if (nodes.areRemembered()) {
      nextRareCheck.set();
    }
    return !leaving.isEmpty() || nodes.areWatched(now) || index.walk().isPresent();
  }

  /** Checks at long intervals while the only work left is to forget nodes. */
  private boolean checkRarely() {
    nextCheck.set();
    return nodes.areRemembered();
  }

  /**
   * After a silent rebuild, publishes the users whose state differs from the last published one, in
   * slices.
   */
  private void publishDifferences() {
    var from = index.walk();
    if (from.isEmpty()) {
      return;
    }
    var addresses = new ArrayList<Address>();
    try (var entries = store.range(StoreKeys.of(from.get()), null)) {
      while (entries.hasNext() && addresses.size() < SLICE) {
        addresses.add(new Address(new String(entries.next().key.get(), UTF_8)));
      }
    }
    addresses.forEach(address -> change(address, onlineStates.get(address)));
    if (addresses.size() < SLICE) {
      index.walked();
    } else {
      index.walk(addresses.getLast().text() + '\0');
    }
  }

  @Override
  public void hold(String node, Address address, Instant at) {
    change(address, onlineStates.get(address).arrive(node, at));
  }

  @Override
  public void end(String node, Address address, Instant at, boolean comesBack) {
    var until = comesBack ? now().plus(bounds.grace()) : now();
    change(address, onlineStates.get(address).leave(node, at, until));
  }

  /** Stores the state, and publishes a transition that is due. */
  private void change(Address address, OnlineState changed) {
    var before = onlineStates.get(address).presence();
    var settled = isSilent() ? changed : changed.settle(now());
    onlineStates.put(address, settled);
    settled
        .leaves()
        .ifPresentOrElse(
            when -> {
              leaving.put(address, when);
              index.leaves(address, when);
            },
            () -> {
              if (leaving.remove(address) != null) {
                index.stays(address);
              }
            });
    if (settled.presence().online() != changed.presence().online()) {
      transitions.count(settled.presence().online());
      context.forward(
          new Record<>(
              address.text().getBytes(UTF_8),
              PresenceCodec.write(address, settled.presence()),
              context.currentSystemTimeMs()),
          names.presences());
      publisher.cameOrWent(address, before, settled.presence());
    }
  }

  private boolean isSilent() {
    return progress.isSilent() || fanOutProgress.isSilent();
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
