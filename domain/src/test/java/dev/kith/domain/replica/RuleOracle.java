package dev.kith.domain.replica;

import static java.util.Objects.requireNonNull;

import dev.kith.domain.Address;
import dev.kith.domain.Fields;
import dev.kith.domain.Scalar;
import dev.kith.domain.replica.History.Act;
import dev.kith.domain.replica.History.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Oracle that knows the rules as texts and nothing of records, replicas and places. It tells what a
 * viewer sees after the first acts of a subject and the first acts of the viewer.
 */
final class RuleOracle {

  private final Map<Address, List<State>> states = new HashMap<>();

  /** What an owner has said, after an act of theirs. */
  private static final class State {
    final int time;
    final Map<String, String> fields = new HashMap<>();
    boolean exists;
    Map<String, List<String>> rules = Map.of();
    final Map<Address, EnumMap<Part, Boolean>> halves = new HashMap<>();

    State(int time, @Nullable State before) {
      this.time = time;
      if (before != null) {
        fields.putAll(before.fields);
        exists = before.exists;
        rules = before.rules;
        before.halves.forEach((peer, half) -> halves.put(peer, new EnumMap<>(half)));
      }
    }

    Optional<Boolean> half(Address peer, Part part) {
      return Optional.ofNullable(halves.getOrDefault(peer, new EnumMap<>(Part.class)).get(part));
    }

    boolean has(Address peer, Part part) {
      return half(peer, part).orElse(false);
    }
  }

  RuleOracle(History history) {
    History.PEOPLE.forEach(
        owner -> states.put(owner, new ArrayList<>(List.of(new State(0, null)))));
    var time = 0;
    for (var act : history.acts()) {
      time++;
      var ofOwner = of(act.owner());
      var state = new State(time, ofOwner.getLast());
      apply(state, act);
      ofOwner.add(state);
    }
  }

  private static void apply(State state, Act act) {
    switch (act) {
      case History.SetStatus set -> {
        state.exists = true;
        state.fields.put("status", set.value());
      }
      case History.SetAttribute set -> {
        state.exists = true;
        state.fields.put("attributes.x", set.value());
      }
      case History.DropAttribute _ -> state.fields.remove("attributes.x");
      case History.Delete _ -> {
        state.exists = false;
        state.fields.clear();
      }
      case History.SetRules set -> state.rules = set.rules();
      case History.SetHalf set ->
          set.peers()
              .forEach(peer ->
                  state
                      .halves
                      .computeIfAbsent(peer, _ -> new EnumMap<>(Part.class))
                      .put(set.part(), set.on()));
      case History.Move _ -> {}
    }
  }

  private List<State> of(Address owner) {
    return requireNonNull(states.get(owner));
  }

  /** What the viewer sees in the end. */
  Fields truth(Address subject, Address viewer) {
    return seen(subject, of(subject).getLast(), viewer, of(viewer).getLast());
  }

  /** Whether there is a moment at which the viewer may have seen these fields. */
  boolean mayHaveSeen(Address subject, Address viewer, Fields fields) {
    for (var owner : of(subject)) {
      for (var follower : of(viewer)) {
        if (seen(subject, owner, viewer, follower).equals(fields)) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether the viewer might see presence after the subject's first acts up to a time, or later.
   */
  boolean mayHaveSeenPresence(Address subject, Address viewer, int since) {
    var all = of(subject);
    for (var index = 0; index < all.size(); index++) {
      var isLast = index + 1 == all.size();
      var owner = all.get(index);
      if (!isLast && all.get(index + 1).time <= since) {
        continue;
      }
      for (var follower : of(viewer)) {
        if (seesPresence(subject, owner, viewer, follower)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the subject appeared after the viewer had begun to follow. */
  boolean mayHaveJoined(Address subject, Address viewer) {
    var all = of(subject);
    for (var index = 1; index < all.size(); index++) {
      if (all.get(index).exists && !all.get(index - 1).exists) {
        var time = all.get(index).time;
        if (subject.equals(viewer)
            || all.stream()
                .anyMatch(state -> state.time < time && state.has(viewer, Part.ANNOUNCED))
            || of(viewer).stream()
                .anyMatch(state -> state.time < time && state.has(subject, Part.SUBSCRIBED))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean seesPresence(
      Address subject, State owner, Address viewer, State follower) {
    return subject.equals(viewer)
        || (!seen(subject, owner, viewer, follower).isEmpty() && allows("presence", owner, viewer));
  }

  private static Fields seen(Address subject, State owner, Address viewer, State follower) {
    if (subject.equals(viewer)) {
      return fields(subject.isGroup() ? Map.of() : owner.fields);
    }
    var announced = owner.has(viewer, Part.ANNOUNCED);
    var follows = follower.half(subject, Part.SUBSCRIBED).orElse(announced);
    if (!follows
        || follower.has(subject, Part.BLOCKED)
        || owner.has(viewer, Part.BLOCKED)
        || !(announced || allows("discovery", owner, viewer))) {
      return Fields.EMPTY;
    }
    var visible = new HashMap<>(owner.fields);
    visible.keySet().removeIf(path -> !allows(path, owner, viewer));
    return fields(visible);
  }

  private static boolean allows(String path, State owner, Address viewer) {
    var list = path.startsWith("attributes.") ? "attributes" : path;
    var byDefault = List.of(path.equals("presence") ? "allow contacts" : "allow everyone");
    for (var rule : owner.rules.getOrDefault(list, byDefault)) {
      var audience = rule.substring(rule.indexOf(' ') + 1);
      if (audience.equals("everyone")
          || audience.equals("user:" + viewer)
          || (audience.equals("contacts") && owner.has(viewer, Part.CONTACT))
          || (audience.equals("label:kin") && owner.has(viewer, Part.LABEL))) {
        return rule.startsWith("allow");
      }
    }
    return false;
  }

  private static Fields fields(Map<String, String> values) {
    var attributes = new TreeMap<String, Scalar>();
    if (values.containsKey("attributes.x")) {
      attributes.put("x", new Scalar.Text(values.get("attributes.x")));
    }
    return new Fields(
        Optional.empty(), Optional.ofNullable(values.get("status")), Optional.empty(), attributes);
  }
}
