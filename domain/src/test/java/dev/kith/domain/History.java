package dev.kith.domain;

import static dev.kith.domain.Addresses.ALICE;
import static dev.kith.domain.Addresses.BOB;

import java.util.ArrayList;
import java.util.List;

/**
 * Events of both sides of an entry, in the order in which the subject's partition receives them.
 */
record History(List<Step> steps) {

  static final Entry START = new Entry(BOB, ALICE, Profile.NONE, Relation.NONE);

  History {
    steps = List.copyOf(steps);
  }

  /** The entry at the start and after each step. */
  List<Entry> states() {
    var states = new ArrayList<>(List.of(START));
    for (var i = 0; i < steps.size(); i++) {
      states.add(steps.get(i).after(states.getLast(), i));
    }
    return states;
  }

  Entry end() {
    return states().getLast();
  }

  /** Offset of the next event. */
  long nextOffset() {
    return steps.size();
  }
}
