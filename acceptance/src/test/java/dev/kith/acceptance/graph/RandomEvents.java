package dev.kith.acceptance.graph;

import dev.kith.avro.ChangeMode;
import dev.kith.avro.ContactBlocked;
import dev.kith.avro.ContactChanged;
import dev.kith.avro.ContactPaired;
import dev.kith.avro.ContactUnblocked;
import dev.kith.avro.ContactUnpaired;
import dev.kith.avro.ContactsSynced;
import dev.kith.avro.Position;
import dev.kith.avro.ProfileChanged;
import dev.kith.avro.ProfileDeleted;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Generator of random events, as another team's producer may write them. */
record RandomEvents(List<String> users) {

  static final String ACTOR = "another-service";

  private static final int MOST_SYNCED = 12;

  /** Event and the owner whose partition it belongs to. */
  record Event(String owner, SpecificRecord record) {}

  /**
   * Creates an event about this pair; a sync may also name other peers.
   *
   * @param asOf position on which a sync is based, if the event is a sync that has one
   */
  Event next(Pair pair, @Nullable Position expects, @Nullable Position asOf, Random random) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3, 4 -> of(pair, changed(pair, expects, random));
      case 5, 6, 7 -> of(pair, synced(pair, false, random.nextBoolean() ? asOf : null, random));
      case 8, 9 -> of(pair, synced(pair, true, null, random));
      case 10 -> of(pair, new ContactBlocked(ACTOR, expects, pair.peer()));
      case 11 -> of(pair, new ContactUnblocked(ACTOR, expects, pair.peer()));
      case 12 -> paired(pair, expects, true);
      case 13 -> paired(pair, expects, false);
      case 14 -> of(pair, profile(pair.owner()));
      default ->
          of(pair, random.nextBoolean() ? profile(pair.owner()) : new ProfileDeleted(ACTOR, null));
    };
  }

  private static Event of(Pair pair, SpecificRecord record) {
    return new Event(pair.owner(), record);
  }

  /** Creates the event that pairs or unpairs two users; its owner is the smaller address. */
  private static Event paired(Pair pair, @Nullable Position expects, boolean paired) {
    Pair told = pair.owner().compareTo(pair.peer()) < 0 ? pair : pair.reversed();
    return of(
        told,
        paired
            ? new ContactPaired(ACTOR, expects, told.peer())
            : new ContactUnpaired(ACTOR, expects, told.peer()));
  }

  private static ContactChanged changed(Pair pair, @Nullable Position expects, Random random) {
    return new ContactChanged(
        ACTOR,
        expects,
        pair.peer(),
        maybe(random),
        maybe(random),
        maybe(random),
        random.nextBoolean() ? RandomRelations.someLabels(random) : null);
  }

  private ContactsSynced synced(
      Pair pair, boolean automatic, @Nullable Position asOf, Random random) {
    Stream<String> others =
        random
            .ints(random.nextInt(MOST_SYNCED), 0, users.size())
            .mapToObj(users::get)
            .filter(user -> !user.equals(pair.owner()));
    List<String> peers = Stream.concat(Stream.of(pair.peer()), others).distinct().toList();
    Boolean subscribed = automatic ? Boolean.TRUE : maybe(random);
    List<String> labels = automatic ? List.of() : RandomRelations.someLabels(random);
    return new ContactsSynced(
        ACTOR, peers, automatic, automatic ? null : maybe(random), subscribed, labels, asOf);
  }

  private static ProfileChanged profile(String owner) {
    return new ProfileChanged(
        ACTOR, null, ChangeMode.MERGE, "Name of " + owner, null, Map.of(), List.of());
  }

  private static @Nullable Boolean maybe(Random random) {
    return random.nextInt(3) == 0 ? null : random.nextInt(3) > 0;
  }
}
