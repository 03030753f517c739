package dev.kith.bench.updates;

import static dev.kith.harness.client.ProfileText.aProfile;

import dev.kith.avro.ContactsSynced;
import dev.kith.bench.journal.Backlog;
import dev.kith.bench.journal.JournalRecords;
import dev.kith.bench.journal.PhoneBooks;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import dev.kith.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Test users who follow one or more subjects: the followers of a subject with N followers are the
 * first N users. Their subscriptions are appended to the journal directly, as a producer of another
 * team would append them.
 */
final class Followers implements AutoCloseable {

  private static final Duration FOLD_WITHIN = Duration.ofMinutes(15);

  private final Stack stack;
  private final String run;
  private final int count;
  private final Map<Integer, Person> subjects = new TreeMap<>();
  private final List<Person> further;
  private final Path people;

  /**
   * Creates the users of a measurement.
   *
   * @param sizes numbers of followers; there is one subject for each
   * @param follows minimum number of subjects that each user follows
   */
  Followers(Stack stack, int count, Collection<Integer> sizes, int follows) {
    this.stack = stack;
    this.run = stack.person("follower").address();
    this.count = count;
    sizes.forEach(size -> subjects.computeIfAbsent(size, _ -> stack.person("followed")));
    this.further = Stream.generate(() -> stack.person("followed")).limit(follows).toList();
    this.people = people();
  }

  /** Writes the profiles and the subscriptions, and waits until all are folded. */
  void load(Consumer<String> tell) throws InterruptedException, ExecutionException {
    Stream.concat(subjects.values().stream(), further.stream())
        .forEach(subject -> subject.puts(aProfile().named("Followed").saying("new")));
    JournalRecords records = new JournalRecords(stack.registry());
    try (var producer = JournalRecords.producer(stack.broker())) {
      for (int number = 0; number < count; number++) {
        int own = number;
        List<String> followed =
            subjects.entrySet().stream()
                .filter(subject -> subject.getKey() > own)
                .map(subject -> subject.getValue().address())
                .collect(Collectors.toCollection(ArrayList::new));
        further.stream()
            .limit(Math.max(0, further.size() - followed.size()))
            .forEach(subject -> followed.add(subject.address()));
        ContactsSynced event = PhoneBooks.event(followed);
        var _ =
            producer.send(
                JournalRecords.record(
                    Topics.JOURNAL.name(),
                    address(number),
                    ContactsSynced.class.getName(),
                    records.value(event)));
      }
    }
    try (Backlog backlog = Backlog.of(stack)) {
      backlog.awaitNone(
          FOLD_WITHIN, left -> tell.accept("  about %,d records are left to fold".formatted(left)));
    }
  }

  /** Returns the subject with {@code size} followers. */
  Person subject(int size) {
    Person subject = subjects.get(size);
    if (subject == null) {
      throw new IllegalArgumentException("Nobody has " + size + " followers");
    }
    return subject;
  }

  /** Returns a file with the address and the token of one user a line. */
  Path file() {
    return people;
  }

  private String address(int number) {
    return run + "-" + number;
  }

  private Path people() {
    List<String> lines =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(this::address)
            .map(address -> address + " " + stack.tokens().of(address))
            .toList();
    try {
      return Files.write(Files.createTempFile("kith-bench-", ".people"), lines);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      Files.delete(people);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
