package dev.kith.contactgraph.budget.store;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.Position;
import dev.kith.domain.Relation;
import dev.kith.domain.SequentialNumbers;
import dev.kith.kit.stores.PeerScan;
import dev.kith.kit.stores.RelationStore;
import dev.kith.kit.stores.StoreKeys;
import dev.kith.schemas.Keys;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Lookup of the addresses that cost an owner nothing: those that the owner holds, and those paid
 * for within the budget's period. Peers' half-edges are ignored, because the budget would reveal
 * them.
 */
public final class KnownAddresses {

  /** Maximum number of entries read in one range of a store. */
  private static final int MAX_SCANNED = 10_000;

  /**
   * Above this number of addresses, one scan of all known numbers is cheaper than a range for each.
   */
  private static final int MAX_RANGES = 10;

  /**
   * Range of all numbers that an owner knows: in ASCII, + precedes the digits and : follows them.
   */
  private static final List<SequentialNumbers.Range> WHOLE_OWNER =
      List.of(new SequentialNumbers.Range("+", ":"));

  private final ReadOnlyKeyValueStore<Bytes, byte[]> relations;
  private final ReadOnlyKeyValueStore<Bytes, byte[]> paid;

  /**
   * Creates a lookup in the stores of the owner's partition.
   *
   * @param paid the store {@link BudgetStore#LOOKED_UP}
   */
  public KnownAddresses(
      ReadOnlyKeyValueStore<Bytes, byte[]> relations, ReadOnlyKeyValueStore<Bytes, byte[]> paid) {
    this.relations = relations;
    this.paid = paid;
  }

  /** The addresses that cost tokens, in their order, each once. */
  public List<Address> fresh(Address owner, Collection<Address> addresses) {
    var others = addresses.stream().filter(address -> !address.equals(owner)).distinct().toList();
    var held = new HashMap<>(RelationStore.read(relations, owner, others));
    held.values().removeIf(relation -> !isHeld(relation));
    var unheld = others.stream().filter(address -> !held.containsKey(address)).toList();
    var paidFor = PeerScan.read(paid, owner, unheld).keySet();
    return unheld.stream().filter(address -> !paidFor.contains(address)).toList();
  }

  /** The owner's relations to these peers. */
  public Map<Address, Relation> relations(Address owner, Collection<Address> peers) {
    return RelationStore.read(relations, owner, peers);
  }

  /**
   * Counts the new addresses that are in runs of numbers: among each other, or next to numbers that
   * the owner has paid for, holds or has held.
   */
  public int sequential(Address owner, List<Address> fresh) {
    var among = SequentialNumbers.count(fresh);
    if (among == fresh.size()) {
      return among;
    }
    var before = fresh.size() > MAX_RANGES ? scan(owner, WHOLE_OWNER) : scan(owner, around(fresh));
    return Math.max(among, SequentialNumbers.continuing(fresh, before));
  }

  /** Whether the owner holds the peer; a removed contact is not held. */
  private static boolean isHeld(Relation relation) {
    return relation.own().contact()
        || relation.own().subscribed() == Choice.YES
        || relation.paired();
  }

  private static List<SequentialNumbers.Range> around(List<Address> fresh) {
    return fresh.stream().flatMap(address -> SequentialNumbers.around(address).stream()).toList();
  }

  private Set<Address> scan(Address owner, List<SequentialNumbers.Range> ranges) {
    var known = new HashSet<Address>();
    for (var range : ranges) {
      scan(paid, owner, range, _ -> true, known);
      scan(relations, owner, range, KnownAddresses::hasOwnEvent, known);
    }
    return known;
  }

  private static boolean hasOwnEvent(byte[] value) {
    return !RelationStore.read(value).own().position().equals(Position.NONE);
  }

  private static void scan(
      ReadOnlyKeyValueStore<Bytes, byte[]> store,
      Address owner,
      SequentialNumbers.Range range,
      Predicate<byte[]> counts,
      Set<Address> known) {
    try (var entries = store.range(key(owner, range.first()), key(owner, range.last()))) {
      for (var scanned = 0; scanned < MAX_SCANNED && entries.hasNext(); scanned++) {
        var entry = entries.next();
        if (counts.test(entry.value)) {
          known.add(new Address(Keys.second(entry.key.get())));
        }
      }
    }
  }

  private static Bytes key(Address owner, String address) {
    return StoreKeys.entry(owner, address);
  }
}
