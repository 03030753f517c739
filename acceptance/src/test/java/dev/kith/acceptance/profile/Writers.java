package dev.kith.acceptance.profile;

import dev.kith.acceptance.profile.Attempt.Way;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Devices of one person that write at the same time. */
final class Writers {

  private static final long SEED = 42;
  private static final List<Way> WAYS = List.of(Way.values());

  private final Person owner;
  private final int count;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  Writers(Person owner, int count) {
    this.owner = owner;
    this.count = count;
  }

  /**
   * Lets each writer read, and write on the condition that the version is still the one it has
   * read, until it has won {@code wins} times; returns all attempts.
   */
  List<Attempt> eachWins(int wins) throws InterruptedException {
    return all(number -> {
      Random random = new Random(SEED + number);
      List<Attempt> attempts = new ArrayList<>();
      for (int won = 0; won < wins; ) {
        Way way = WAYS.get(random.nextInt(WAYS.size()));
        String mark = "writer-" + number + "-" + attempts.size();
        Attempt attempt = Attempt.of(owner, way, read(random), mark);
        attempts.add(attempt);
        won += attempt.won() ? 1 : 0;
        if (!attempt.won() && !attempt.lost() && !attempt.isPending()) {
          return attempts;
        }
      }
      return attempts;
    });
  }

  /** Lets each writer attempt once to create the profile, all at the same moment. */
  List<Attempt> eachCreates() throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(count);
    return all(number -> {
      start.await();
      return List.of(Attempt.of(owner, Way.PUT_PROFILE, "", "creator-" + number));
    });
  }

  /** All versions that a writer has read. */
  Set<String> seen() {
    return seen;
  }

  /** Reads the version from the profile or from the rules, which share it. */
  private String read(Random random) {
    String path = random.nextBoolean() ? owner.profilePath() : owner.path("privacy");
    Answer answer = owner.api().get(path).ok();
    seen.add(Attempt.versionOf(answer));
    return Attempt.versionOf(answer);
  }

  private interface Writer {
    List<Attempt> write(int number) throws Exception;
  }

  private List<Attempt> all(Writer writer) throws InterruptedException {
    List<Callable<List<Attempt>>> writers = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      int own = number;
      writers.add(() -> writer.write(own));
    }
    List<Attempt> attempts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<List<Attempt>> written : threads.invokeAll(writers)) {
        attempts.addAll(written.get());
      }
    } catch (ExecutionException failure) {
      throw new AssertionError(failure.getCause());
    }
    return attempts;
  }
}
