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
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Folds what nodes claim into who is online, and tells of those who come and go. When somebody was
 * seen is a matter of the records' times, which the broker sets; whether a node is dead is one of
 * {@link PresenceNodes}.
 */
final class PresenceFold
    implements Processor<byte[], Object, byte[], SpecificRecord>, PresenceNodes.Claims {

  static final Duration LOOK = Duration.ofMillis(500);

  /** Attendances that are gone through between other records. */
  private static final int SLICE = 500;

  private final Around around;
  private final PresenceConfig bounds;
  private final PresenceConfig.Transitions transitions;
  private final Map<Address, Instant> leaving = new HashMap<>();
  private ProcessorContext<byte[], SpecificRecord> context;
  private FoldProgress progress;
  private FoldProgress fanOutProgress;
  private KeyValueStore<Bytes, byte[]> store;
  private OnlineStateStore attendances;
  private PresenceIndex index;
  private PresencePublisher telling;
  private PresenceNodes nodes;
  private OnDemandPunctuator nextLook;
  private OnDemandPunctuator nextGlance;

  /** The names of what is around it in the topology. */
  record Around(String progress, String fanOutProgress, String presences, String updates) {}

  @SuppressWarnings("NullAway.Init") // init() comes before process(), always
  PresenceFold(Around around, PresenceConfig bounds, PresenceConfig.Transitions transitions) {
    this.around = around;
    this.bounds = bounds;
    this.transitions = transitions;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> newContext) {
    context = newContext;
    progress = new FoldProgress(context.getStateStore(around.progress()));
    fanOutProgress = new FoldProgress(context.getStateStore(around.fanOutProgress()));
    store = context.getStateStore(OnlineStateStore.NAME);
    attendances = new OnlineStateStore(store);
    index = new PresenceIndex(context.getStateStore(PresenceIndex.NAME));
    telling = new PresencePublisher(context, bounds.subscribers(), this::issue);
    nodes = new PresenceNodes(index, bounds.nodeTimeout(), this, now());
    index.forEachLeaving((address, when) -> leaving.put(new Address(address), when));
    if (isSilent()) {
      index.walk("");
    }
    nextLook = new OnDemandPunctuator(context, LOOK, this::look);
    nextLook.set();
    nextGlance = new OnDemandPunctuator(context, bounds.nodeTimeout(), this::glance);
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
      case Recalled(var address, var presence) -> {
        if (isSilent()) {
          change(
              address, attendances.get(address).recall(presence, now().plus(bounds.nodeTimeout())));
        }
      }
      default -> throw new IllegalStateException("Not read by this topology: " + record.value());
    }
    nextLook.set();
  }

  /** What was told of somebody, from the topic it was told on. */
  record Recalled(Address address, Presence presence) {}

  /** Whether there is anything that time may change. */
  private boolean look() {
    var now = now();
    nodes.awake(now);
    if (isSilent()) {
      return true;
    }
    settleAll();
    for (var left : new ArrayList<>(leaving.entrySet())) {
      if (!left.getValue().isAfter(now)) {
        change(left.getKey(), attendances.get(left.getKey()));
      }
    }
    nodes.look(now);
    if (nodes.areRemembered()) {
      nextGlance.set();
    }
    return !leaving.isEmpty() || nodes.areWatched(now) || index.walk().isPresent();
  }

  /** Seldom, while there is nothing but nodes that are to be forgotten much later. */
  private boolean glance() {
    nextLook.set();
    return nodes.areRemembered();
  }

  /** After a silent rebuild, tells of whoever has come or gone since it was told last. */
  private void settleAll() {
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
    addresses.forEach(address -> change(address, attendances.get(address)));
    if (addresses.size() < SLICE) {
      index.walked();
    } else {
      index.walk(addresses.getLast().text() + '\0');
    }
  }

  @Override
  public void hold(String node, Address address, Instant at) {
    change(address, attendances.get(address).arrive(node, at));
  }

  @Override
  public void end(String node, Address address, Instant at, boolean comesBack) {
    var until = comesBack ? now().plus(bounds.grace()) : now();
    change(address, attendances.get(address).leave(node, at, until));
  }

  /** Keeps it, and tells what there is to tell by now. */
  private void change(Address address, OnlineState changed) {
    var before = attendances.get(address).presence();
    var settled = isSilent() ? changed : changed.settle(now());
    attendances.put(address, settled);
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
          around.presences());
      telling.cameOrWent(address, before, settled.presence());
    }
  }

  private boolean isSilent() {
    return progress.isSilent() || fanOutProgress.isSilent();
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private void issue(SubscriberPresence told) {
    context.forward(
        new Record<>(told.key(), told.write(), context.currentSystemTimeMs()), around.updates());
  }
}
