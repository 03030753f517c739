package dev.kith.domain.replica;

import dev.kith.domain.Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** History of what people did, in the order of time: index in the list plus one. */
record History(List<Act> acts) {

  static final Address ALICE = new Address("alice");
  static final Address BOB = new Address("bob");
  static final Address CAROL = new Address("carol");
  static final Address CLUB = new Address("group:club");
  static final List<Address> PEOPLE = List.of(ALICE, BOB, CAROL, CLUB);

  private static final List<List<String>> RULES =
      List.of(
          List.of("allow everyone"),
          List.of("allow contacts"),
          List.of("allow label:kin"),
          List.of(),
          List.of("deny user:bob", "allow everyone"),
          List.of("allow user:bob"),
          List.of("deny label:kin", "allow contacts", "allow user:carol"));

  /** Act of one person. */
  sealed interface Act {
    Address owner();
  }

  record SetStatus(Address owner, String value) implements Act {}

  record SetAttribute(Address owner, String value) implements Act {}

  record DropAttribute(Address owner) implements Act {}

  record Delete(Address owner) implements Act {}

  /** Rules of all fields, as texts. */
  record SetRules(Address owner, Map<String, List<String>> rules) implements Act {}

  /** One of an owner's halves, or several in one sync. */
  record SetHalf(Address owner, Set<Address> peers, Part part, boolean on) implements Act {}

  /** The owner comes online or goes offline. */
  record Move(Address owner, boolean online) implements Act {}

  enum Part {
    CONTACT,
    SUBSCRIBED,
    ANNOUNCED,
    LABEL,
    BLOCKED
  }

  static History random(Random random) {
    var length = 6 + random.nextInt(20);
    var often = random.nextBoolean() ? 0.15 : 0.5;
    return new History(
        IntStream.rangeClosed(1, length).mapToObj(time -> act(random, time, often)).toList());
  }

  private static Act act(Random random, int time, double often) {
    var owner = random.nextDouble() < 0.6 ? ALICE : pick(random, PEOPLE);
    if (random.nextDouble() < often / 2) {
      return subscription(random);
    }
    var dice = random.nextInt(100);
    if (dice < 30) {
      return new SetStatus(owner, "s" + time);
    } else if (dice < 36) {
      return new SetAttribute(owner, "a" + time);
    } else if (dice < 38) {
      return new DropAttribute(owner);
    } else if (dice < 43) {
      return new Delete(owner);
    } else if (dice < 60) {
      return new SetRules(owner, rules(random));
    } else if (dice < 65) {
      return new Move(owner, random.nextBoolean());
    } else {
      var part = pick(random, List.of(Part.CONTACT, Part.ANNOUNCED, Part.LABEL, Part.BLOCKED));
      return new SetHalf(owner, Set.of(peer(random, owner)), part, random.nextInt(10) < 6);
    }
  }

  private static Act subscription(Random random) {
    var owner = random.nextDouble() < 0.7 ? BOB : pick(random, List.of(BOB, CAROL, ALICE));
    var peers =
        random.nextInt(4) == 0
            ? PEOPLE.stream().filter(peer -> !peer.equals(owner)).collect(Collectors.toSet())
            : Set.of(random.nextInt(4) > 0 && !owner.equals(ALICE) ? ALICE : peer(random, owner));
    return new SetHalf(owner, peers, Part.SUBSCRIBED, random.nextInt(10) < 7);
  }

  private static Map<String, List<String>> rules(Random random) {
    var rules = new LinkedHashMap<String, List<String>>();
    rules.put("status", pick(random, RULES));
    if (random.nextInt(3) == 0) {
      rules.put("attributes", pick(random, RULES));
    }
    if (random.nextInt(3) == 0) {
      rules.put("discovery", pick(random, RULES));
    }
    if (random.nextInt(3) == 0) {
      rules.put("presence", pick(random, RULES));
    }
    return rules;
  }

  private static Address peer(Random random, Address owner) {
    var others = new ArrayList<>(PEOPLE);
    others.remove(owner);
    return pick(random, others);
  }

  static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
