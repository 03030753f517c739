package dev.kith.notifier.presence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.domain.Address;
import dev.kith.kit.stores.StoreKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Secondary indexes of a task's presence state, in one store: each node's last heartbeat, each
 * node's users, the users who are about to go offline, and the last notified subscriber of subjects
 * with many subscribers.
 */
final class PresenceIndex {

  static final String NAME = "presence-index";

  private static final BytesSerializer PREFIX = new BytesSerializer();
  private static final byte[] NOTHING = {};

  private static final String NODE = "node|";
  private static final String HELD = "held|";
  private static final String SUSPENDED = "suspended|";
  private static final String GIVEN_UP = "given-up|";
  private static final String LEAVES = "leaves|";
  private static final String REACH = "reach|";
  private static final String WALK = "walk";

  private final KeyValueStore<Bytes, byte[]> store;

  PresenceIndex(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
  }

  void heard(String node, Instant at) {
    put(NODE + node, Long.toString(at.toEpochMilli()));
  }

  Optional<Instant> heard(String node) {
    return get(NODE + node).map(PresenceIndex::instant);
  }

  void forget(String node) {
    store.delete(key(NODE + node));
  }

  void givenUp(String node, Instant when) {
    put(GIVEN_UP + node, Long.toString(when.toEpochMilli()));
  }

  void takenBack(String node) {
    store.delete(key(GIVEN_UP + node));
  }

  void hold(String node, Address address) {
    store.put(key(HELD + node + '|' + address), NOTHING);
    store.delete(key(SUSPENDED + node + '|' + address));
  }

  void suspend(String node, Address address) {
    store.put(key(SUSPENDED + node + '|' + address), NOTHING);
    store.delete(key(HELD + node + '|' + address));
  }

  void release(String node, Address address) {
    store.delete(key(HELD + node + '|' + address));
    store.delete(key(SUSPENDED + node + '|' + address));
  }

  /** Returns users whom the node has, at most {@code limit}. */
  List<Address> held(String node, int limit) {
    return addresses(HELD + node + '|', limit);
  }

  /** Returns users whom the node had when it was given up, at most {@code limit}. */
  List<Address> suspended(String node, int limit) {
    return addresses(SUSPENDED + node + '|', limit);
  }

  private List<Address> addresses(String prefix, int limit) {
    var held = new ArrayList<Address>();
    try (var entries = store.prefixScan(key(prefix), PREFIX)) {
      while (entries.hasNext() && held.size() < limit) {
        held.add(new Address(text(entries.next().key.get()).substring(prefix.length())));
      }
    }
    return held;
  }

  void leaves(Address address, Instant when) {
    put(LEAVES + address, Long.toString(when.toEpochMilli()));
  }

  void stays(Address address) {
    store.delete(key(LEAVES + address));
  }

  /**
   * Returns the last subscriber, in the order of addresses, who receives this subject's presence;
   * empty if all do.
   */
  Optional<String> reach(Address subject) {
    return get(REACH + subject);
  }

  void reach(Address subject, Optional<String> last) {
    last.ifPresentOrElse(
        text -> put(REACH + subject, text), () -> store.delete(key(REACH + subject)));
  }

  /**
   * Returns the key at which the pass over all users continues after a rebuild; empty if none is
   * due.
   */
  Optional<String> walk() {
    return get(WALK);
  }

  void walk(String from) {
    put(WALK, from);
  }

  void walked() {
    store.delete(key(WALK));
  }

  void forEachNode(BiConsumer<String, Instant> action) {
    forEach(NODE, action);
  }

  void forEachGivenUp(BiConsumer<String, Instant> action) {
    forEach(GIVEN_UP, action);
  }

  void forEachLeaving(BiConsumer<String, Instant> action) {
    forEach(LEAVES, action);
  }

  private void forEach(String prefix, BiConsumer<String, Instant> action) {
    try (var entries = store.prefixScan(key(prefix), PREFIX)) {
      entries.forEachRemaining(entry ->
          action.accept(
              text(entry.key.get()).substring(prefix.length()), instant(text(entry.value))));
    }
  }

  private Optional<String> get(String name) {
    return Optional.ofNullable(store.get(key(name))).map(PresenceIndex::text);
  }

  private void put(String name, String value) {
    store.put(key(name), value.getBytes(UTF_8));
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  private static Bytes key(String text) {
    return StoreKeys.of(text);
  }
}
