package dev.kith.notifier.subject;

import dev.kith.domain.Address;
import dev.kith.domain.Choice;
import dev.kith.domain.HalfEdge;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import dev.kith.domain.RelationEvent.ContactBlocked;
import dev.kith.domain.RelationEvent.ContactUnblocked;
import dev.kith.domain.RelationEvent.ContactsSynced;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Random events of two users and a group, and mirrors of those who may follow them. */
final class RandomHistory {

  static final List<Address> SUBJECTS = addresses("alice", "bob", "group:42");
  static final List<Address> USERS = addresses("alice", "bob", "carol", "dave", "eve", "frank");

  private static final int EVENTS = 30;
  private static final int MIRRORS = 20;

  final List<Event> events = new ArrayList<>();
  final List<Mirror> mirrors = new ArrayList<>();
  private final Random random;

  record Event(Address subject, JournalEvent event) {}

  record Mirror(Address user, Address subject, HalfEdge half) {}

  RandomHistory(long seed) {
    random = new Random(seed);
    for (var number = 0; number < EVENTS; number++) {
      var subject = any(SUBJECTS);
      events.add(new Event(subject, event(subject)));
    }
    for (var number = 0; number < MIRRORS; number++) {
      var subject = any(SUBJECTS);
      mirrors.add(new Mirror(peer(subject), subject, half(number)));
    }
  }

  /** Inputs in the order of the journal, with the mirrors anywhere between. */
  List<Object> merged(Random order) {
    var isMirror = new ArrayList<Boolean>();
    events.forEach(_ -> isMirror.add(false));
    mirrors.forEach(_ -> isMirror.add(true));
    Collections.shuffle(isMirror, order);
    var nextEvent = events.iterator();
    var nextMirror = mirrors.iterator();
    var merged = new ArrayList<Object>();
    isMirror.forEach(mirror -> merged.add(mirror ? nextMirror.next() : nextEvent.next()));
    return merged;
  }

  private JournalEvent event(Address subject) {
    var peer = peer(subject);
    return switch (random.nextInt(9)) {
      case 0, 1 -> Events.named("name " + random.nextInt(5));
      case 2 -> Events.status("status " + random.nextInt(5));
      case 3 ->
          Events.rules(
              any(List.of("name", "status", "discovery")),
              "deny user:" + peer.text(),
              any(List.of("allow contacts", "allow everyone", "allow label:work")));
      case 4 -> Events.contact(peer.text(), random.nextBoolean(), random.nextBoolean());
      case 5 -> new ContactBlocked(Optional.empty(), peer);
      case 6 -> new ContactUnblocked(Optional.empty(), peer);
      case 7 -> new ProfileDeleted(Optional.empty());
      default -> sync(subject);
    };
  }

  private ContactsSynced sync(Address subject) {
    var peers = new HashSet<>(USERS.subList(random.nextInt(3), USERS.size()));
    peers.remove(subject);
    return new ContactsSynced(
        peers,
        false,
        Optional.of(random.nextBoolean()),
        Optional.empty(),
        Set.of(random.nextBoolean() ? "work" : "other"),
        Optional.empty());
  }

  private HalfEdge half(int offset) {
    return new HalfEdge(
        new Position(0, offset),
        false,
        any(List.of(Choice.YES, Choice.YES, Choice.NO, Choice.UNSET)),
        false,
        random.nextInt(6) == 0,
        false,
        new TreeSet<>());
  }

  private Address peer(Address subject) {
    var others = new ArrayList<>(USERS);
    others.remove(subject);
    return any(others);
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static List<Address> addresses(String... texts) {
    return List.of(texts).stream().map(Address::new).toList();
  }
}
