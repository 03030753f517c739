package dev.kith.bench.sizes;

import static java.util.Objects.requireNonNull;

import dev.kith.avro.ContactsSynced;
import dev.kith.bench.journal.Backlog;
import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.Population;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Command {@code kith bench sizes}, which measures the bytes on disk of a profile, a relation and
 * an entry of an address book.
 */
@Command(
    name = "sizes",
    header = "Bytes on disk of a profile, a relation and an entry of an address book.",
    description = {
      "Bytes of a profile, of a relation in both directions, and of an entry of an address book: in stores, in the journal, in",
      "changelogs and in the other topics; and what users with as many contacts each would take. Starts a stack of its own."
    },
    footer = {
      "",
      "Services are stopped before each look, so that all of their stores is on the disk. Of each topic one copy is counted,",
      "not compacted: there is one record for each piece. Stores are what one copy takes; each standby takes as much again.",
      "Addresses are UUIDs, and texts are of random syllables, so that compression gains no more than it would with real people."
    },
    mixinStandardHelpOptions = true)
public final class SizesCommand implements Callable<Integer> {

  private static final String PEERS = "peers";
  private static final Duration FOLD_WITHIN = Duration.ofMinutes(30);
  private static final List<Long> USERS = List.of(1_000_000L, 10_000_000L, 100_000_000L);

  @Option(
      names = "--profiles",
      defaultValue = "50000",
      description = "How many there are (default: ${DEFAULT-VALUE}).")
  private int profiles;

  @Option(
      names = "--owners",
      defaultValue = "5000",
      description = "Who have contacts, of each kind (default: ${DEFAULT-VALUE}).")
  private int owners;

  @Option(
      names = "--contacts",
      defaultValue = "100",
      description = "Of each, at most 500 (default: ${DEFAULT-VALUE}).")
  private int contacts;

  @Spec private @Nullable CommandSpec spec;

  /** Bytes of one piece, by the kind of storage. */
  private record Each(double stores, double journal, double changelogs, double others) {

    static Each of(DiskUsage diskUsage, double count) {
      return new Each(
          diskUsage.inStores() / count,
          diskUsage.inJournal() / count,
          diskUsage.inChangelogs() / count,
          diskUsage.inOtherTopics() / count);
    }

    Each plus(Each other, double times) {
      return new Each(
          stores + times * other.stores,
          journal + times * other.journal,
          changelogs + times * other.changelogs,
          others + times * other.others);
    }
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    try (Stack stack = Stack.startEphemeral()) {
      double edges = (double) owners * contacts;
      DiskUsage nothing = DiskUsage.of(stack);

      append(
          stack,
          profiles,
          number -> UnrelatedProfiles.address(PEERS, number),
          UnrelatedProfiles::profile);
      DiskUsage withProfiles = DiskUsage.of(stack);
      Each profile = say("a profile", withProfiles.since(nothing), profiles);

      append(
          stack,
          owners,
          number -> UnrelatedProfiles.address("who know", number),
          number -> event(number, false));
      DiskUsage withContacts = DiskUsage.of(stack);
      say(
          "a relation, both directions, of which nobody is told",
          withContacts.since(withProfiles),
          edges);

      append(
          stack,
          owners,
          number -> UnrelatedProfiles.address("who follow", number),
          number -> event(number, true));
      DiskUsage withBooks = DiskUsage.of(stack);
      Each followed =
          say(
              "a relation, both directions, with an entry of an address book",
              withBooks.since(withContacts),
              edges);

      say(capacity(profile.plus(followed, contacts)));
      return 0;
    }
  }

  private Each say(String piece, DiskUsage diskUsage, double count) {
    say("%n%s (of %,.0f)%n%s".formatted(piece, count, diskUsage.text(count)));
    return Each.of(diskUsage, count);
  }

  private String capacity(Each user) {
    var text =
        new StringBuilder(
            "%nusers with %d contacts each, all followed, in GB%n  %-14s %10s %10s %12s %14s%n"
                .formatted(contacts, "users", "stores", "journal", "changelogs", "other topics"));
    for (long users : USERS) {
      text.append(
          "  %,-14d %,10.0f %,10.0f %,12.0f %,14.0f%n"
              .formatted(
                  users,
                  users * user.stores / 1e9,
                  users * user.journal / 1e9,
                  users * user.changelogs / 1e9,
                  users * user.others / 1e9));
    }
    return text.toString().stripTrailing();
  }

  private ContactsSynced event(int number, boolean followed) {
    List<String> peers =
        IntStream.range(0, contacts)
            .mapToObj(
                at -> UnrelatedProfiles.address(PEERS, (int) ((number * 7_919L + at) % profiles)))
            .toList();
    return new ContactsSynced(
        Population.ACTOR, peers, false, true, followed ? true : null, List.of(), null);
  }

  private void append(
      Stack stack, int count, IntFunction<String> owner, IntFunction<SpecificRecord> event)
      throws InterruptedException, ExecutionException {
    JournalRecords records = new JournalRecords(stack.registry());
    try (var producer = JournalRecords.producer(stack.broker())) {
      for (int number = 0; number < count; number++) {
        SpecificRecord value = event.apply(number);
        var _ =
            producer.send(
                JournalRecords.record(
                    Topics.JOURNAL.name(),
                    owner.apply(number),
                    value.getSchema().getFullName(),
                    records.value(value)));
      }
    }
    try (Backlog backlog = Backlog.of(stack)) {
      backlog.awaitNone(
          FOLD_WITHIN, left -> tell("  about %,d records are left to fold".formatted(left)));
    }
  }

  private void say(String text) {
    var out = requireNonNull(spec).commandLine().getOut();
    out.println(text);
    out.flush();
  }

  private void tell(String text) {
    var err = requireNonNull(spec).commandLine().getErr();
    err.println(text);
    err.flush();
  }
}
