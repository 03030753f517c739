package dev.kith.bench.contacts;

import dev.kith.bench.journal.PhoneBooks;
import dev.kith.bench.measure.Latencies;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Person;
import dev.kith.harness.stack.Stack;
import java.time.Duration;
import java.util.List;

/** Run in which new users with a session sync one phone book each, one after the other. */
final class SyncRun {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final Duration DONE_WITHIN = Duration.ofSeconds(5);
  private static final int GOAL_ACCEPTED_MILLIS = 300;
  private static final int GOAL_SHOWN_MILLIS = 1_000;

  private final Stack stack;
  private final PhoneBooks books;
  private final int size;
  private final Latencies accepted = new Latencies();
  private final Latencies shown = new Latencies();
  private final Latencies done = new Latencies();

  SyncRun(Stack stack, PhoneBooks books, int size) {
    this.stack = stack;
    this.books = books;
    this.size = size;
  }

  SyncRun run(int users) throws InterruptedException {
    for (int number = 0; number < users; number++) {
      sync(stack.person("fresh"), books.peers(number, size));
    }
    return this;
  }

  private void sync(Person user, List<String> peers) throws InterruptedException {
    String body = PhoneBooks.json(peers);
    try (SyncSocket socket = SyncSocket.open(stack.frontDoor(), user, books.matches(peers))) {
      long start = System.nanoTime();
      Answer answer = user.api().sendAsync("POST", user.path("contacts:sync"), body).join();
      accepted.add(System.nanoTime() - start);
      if (answer.status() != 202 || !socket.awaitShown(WITHIN)) {
        throw new IllegalStateException(answer + "; " + socket.text());
      }
      shown.add(socket.shownAt() - start);
      if (socket.awaitDone(DONE_WITHIN)) {
        done.add(socket.doneAt() - start);
      }
    }
  }

  /** Returns true if the medians meet the goals and each sync was reported as done. */
  boolean meetsGoal() {
    return accepted.millisAt(50) <= GOAL_ACCEPTED_MILLIS
        && shown.millisAt(50) <= GOAL_SHOWN_MILLIS
        && done.count() == shown.count();
  }

  String text() {
    return String.join(
        "\n",
        "",
        Latencies.head("a sync of %,d addresses, half exist, ms".formatted(size)),
        accepted.line("request -> accepted (202)"),
        shown.line("request -> last matched profile on the socket"),
        done.line("request -> told that it is done"),
        "  goal, at the median: accepted ≤ %d ms, shown ≤ %d ms, and each told that it is done: %s"
            .formatted(GOAL_ACCEPTED_MILLIS, GOAL_SHOWN_MILLIS, meetsGoal() ? "met" : "missed"));
  }
}
