package dev.kith.notifier.book;

import static dev.kith.notifier.delivery.ReplicaRecords.changed;
import static dev.kith.notifier.delivery.ReplicaRecords.followed;
import static dev.kith.notifier.delivery.ReplicaRecords.half;
import static dev.kith.notifier.delivery.ReplicaRecords.named;
import static dev.kith.notifier.delivery.ReplicaRecords.unfollowed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Recents;
import dev.kith.domain.replica.FanOutRecord;
import dev.kith.kit.http.CursorFixture;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.notifier.delivery.DeliveryRun;
import dev.kith.notifier.replica.reader.LocalReplicas;
import dev.kith.notifier.replica.reader.ReplicaPage;
import dev.kith.notifier.replica.reader.ReplicaReader;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BookRequestsTest {

  private static final Address BOB = new Address("bob");
  private static final int SORTED = 4;

  private final Vertx vertx = Vertx.vertx();
  private final DeliveryRun delivery = new DeliveryRun();
  private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
  private Recents recents = Recents.NONE;
  private final BookRequests requests = requests();

  @AfterEach
  void close() {
    delivery.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void a_book_has_what_the_subscriber_sees_in_the_order_of_subjects() {
    delivery.complete();
    fold("carol", followed("bob", 1, -1, named("Carol", 5)));
    fold("alice", followed("bob", 1, -1, named("Alice", 5)));
    fold("dave", followed("bob", 1, -1, named("Dave", 5, "deny everyone")));
    fold("erin", unfollowed("bob", 1, -1, named("Erin", 5)));
    fold("bob", changed(-1, named("Bob", 1)));

    var page = book(null, null);

    assertThat(entries(page))
        .containsExactly("alice changed Alice", "bob changed Bob", "carol changed Carol");
    assertThat(page.path("next").isMissingNode()).isTrue();
    assertThat(page.path("cursor").textValue()).isEqualTo("0:6:topic123");
  }

  @Test
  void pages_have_the_limit_and_the_cursor_of_the_first_one() {
    delivery.complete();
    List.of("alice", "carol", "dave", "erin")
        .forEach(name -> fold(name, followed("bob", 1, -1, named(name, 5))));
    fold("frank", followed("bob", 1, -1, named("frank", 5, "deny everyone")));
    var first = page(new BookRequests.Parameters(null, null, null, "2", null));
    fold("alice", changed(-1, named("Alicia", 6)));

    var next = first.path("next").textValue();
    var second = page(new BookRequests.Parameters(null, null, null, "2", next));

    assertThat(entries(first)).containsExactly("alice changed alice", "carol changed carol");
    assertThat(entries(second)).containsExactly("dave changed dave", "erin changed erin");
    assertThat(second.path("next").isMissingNode()).as("a hidden entry leaves no trace").isTrue();
    assertThat(second.path("cursor")).isEqualTo(first.path("cursor"));
    assertThat(entries(book(first.path("cursor").textValue(), null)))
        .containsExactly("alice changed Alicia");
  }

  @Test
  void after_a_cursor_only_what_was_missed_comes() {
    delivery.complete();
    fold("alice", followed("bob", 1, -1, named("Alice", 5)));
    fold("carol", followed("bob", 1, -1, named("Carol", 5)));
    fold("dave", followed("bob", 1, -1, named("Dave", 5, "deny everyone")));
    var cursor = book(null, null).path("cursor").textValue();
    assertThat(entries(book(cursor, null))).isEmpty();

    fold("alice", half("bob", 8, -1, 5, true));
    fold("dave", changed(-1, named("David", 6, "deny everyone")));

    var missed = book(cursor, null);
    assertThat(entries(missed)).containsExactly("alice removed null");
    assertThat(missed.path("cursor").textValue()).isEqualTo("0:6:topic123");
  }

  @Test
  void cursors_of_others_of_the_future_and_forgotten_ones_are_expired() {
    delivery.complete();
    fold("alice", followed("bob", 1, -1, named("Alice", 5)));
    for (var cursor : List.of("0:1:12345678", "1:1:topic123", "0:9:topic123", "nonsense")) {
      assertProblem(Problem.Kind.CURSOR_EXPIRED, () -> book(cursor, null));
    }

    for (var at = 6; at < 30; at++) {
      fold(
          "alice",
          changed(-1, named("Alice", at, at % 2 == 0 ? "deny everyone" : "allow everyone")));
    }

    assertProblem(Problem.Kind.CURSOR_EXPIRED, () -> book("0:2:topic123", null));
    assertThat(entries(book("0:26:topic123", null))).isEmpty();
  }

  @Test
  void a_session_may_be_ahead_of_the_store() {
    delivery.complete();
    fold("alice", followed("bob", 1, -1, named("Alice", 5)));

    var page = book("0:7:topic123", null);

    assertThat(entries(page)).isEmpty();
    assertThat(page.path("cursor").textValue()).isEqualTo("0:7:topic123");
  }

  @Test
  void a_book_is_sorted_by_name_and_only_what_is_visible_counts() {
    delivery.complete();
    fold("a1", followed("bob", 1, -1, named("Zoe", 5)));
    fold("a2", followed("bob", 1, -1, named("émile", 5)));
    fold("a3", followed("bob", 1, -1, named("Fred", 5)));
    fold("a4", followed("bob", 1, -1, named("Anne", 5, "deny everyone")));
    fold("bob", changed(-1, named("Bob", 1)));

    var first = page(new BookRequests.Parameters("name", "fr", null, "3", null));
    var next = first.path("next").textValue();
    var second = page(new BookRequests.Parameters("name", "fr", null, "3", next));

    assertThat(entries(first))
        .containsExactly("bob changed Bob", "a2 changed émile", "a3 changed Fred");
    assertThat(entries(second)).containsExactly("a1 changed Zoe");
    fold("a5", followed("bob", 1, -1, named("Gil", 5)));
    assertProblem(
        Problem.Kind.BOOK_TOO_LARGE,
        () -> page(new BookRequests.Parameters("name", null, null, null, null)));
  }

  @Test
  void a_book_is_sorted_by_recent_messages_without_what_is_hidden() {
    delivery.complete();
    fold("alice", followed("bob", 1, -1, named("Alice", 5)));
    fold("carol", followed("bob", 1, -1, named("Carol", 5)));
    fold("dave", followed("bob", 1, -1, named("Dave", 5, "deny everyone")));
    for (var peer : List.of("alice", "nobody", "dave", "carol")) {
      recents = recents.with(new Address(peer), Instant.ofEpochSecond(100_000L * ++written));
    }

    var first = page(new BookRequests.Parameters("recent", null, null, "1", null));
    var next = first.path("next").textValue();
    var second = page(new BookRequests.Parameters("recent", null, null, "1", next));

    assertThat(entries(first)).containsExactly("carol changed Carol");
    assertThat(first.path("items").path(0).has("at")).isTrue();
    assertThat(entries(second)).containsExactly("alice changed Alice");
    assertThat(second.path("next").isMissingNode()).isTrue();
  }

  @Test
  void a_cursor_of_another_subscriber_or_order_is_a_problem() {
    delivery.complete();
    for (var name : List.of("alice", "carol")) {
      fold(name, followed("bob", 1, -1, named(name, 5)));
      recents = recents.with(new Address(name), Instant.ofEpochSecond(100_000L * ++written));
    }
    for (var sort : new @Nullable String[] {null, "name", "recent"}) {
      var next = page(parameters(sort, null)).path("next").textValue();

      assertThat(entries(page(parameters(sort, next)))).as("sorted by %s", sort).hasSize(1);
      assertInvalidCursor(() -> page(new Address("dave"), parameters(sort, next)));
      assertInvalidCursor(() -> page(parameters("name".equals(sort) ? "recent" : "name", next)));
    }
  }

  private static BookRequests.Parameters parameters(
      @Nullable String sort, @Nullable String cursor) {
    return new BookRequests.Parameters(sort, null, null, "1", cursor);
  }

  private static void assertInvalidCursor(ThrowingCallable request) {
    assertThatThrownBy(request)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.problem().status()).isEqualTo(400);
              assertThat(problem.problem().field()).isEqualTo("cursor");
            });
  }

  private int written;

  @Test
  void invalid_parameters_and_stores_that_are_not_complete_are_problems() {
    assertProblem(Problem.Kind.NOT_READY, () -> book(null, null));
    delivery.complete();
    assertProblem(
        Problem.Kind.INVALID_FIELD,
        () -> page(new BookRequests.Parameters("age", null, null, null, null)));
    assertProblem(
        Problem.Kind.INVALID_FIELD,
        () -> page(new BookRequests.Parameters("recent", "fr", null, null, null)));
    assertProblem(
        Problem.Kind.INVALID_FIELD,
        () -> page(new BookRequests.Parameters("name", null, "0:1:topic123", null, null)));
    assertProblem(Problem.Kind.INVALID_FIELD, () -> book(null, "broken"));
  }

  private void fold(String subject, FanOutRecord record) {
    delivery.fold(subject, record);
  }

  private JsonNode book(@Nullable String after, @Nullable String cursor) {
    return page(new BookRequests.Parameters(null, null, after, null, cursor));
  }

  private JsonNode page(BookRequests.Parameters parameters) {
    return page(BOB, parameters);
  }

  private JsonNode page(Address user, BookRequests.Parameters parameters) {
    return json.valueToTree(
        requests.answer(user, parameters).toCompletionStage().toCompletableFuture().join());
  }

  private static void assertProblem(Problem.Kind kind, ThrowingCallable request) {
    assertThatThrownBy(request)
        .isInstanceOf(CompletionException.class)
        .extracting(Throwable::getCause)
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem().status()).isEqualTo(kind.status()));
  }

  /** Subject, kind and name of each entry. */
  private static List<String> entries(JsonNode page) {
    var entries = new ArrayList<String>();
    for (var item : page.path("items")) {
      entries.add(
          item.path("subject").textValue()
              + " "
              + item.path("kind").textValue()
              + " "
              + item.path("profile").path("name").textValue());
    }
    return entries;
  }

  private BookRequests requests() {
    var partitions = new DeliveryPartitions(1);
    var here = new LocalReplicas(partitions, delivery.tasks, (name, _) -> delivery.store(name));
    var pageCursors = CursorFixture.cursors();
    var cursors = new BookCursors(DeliveryRun.topic("topic1234567", 8), partitions, vertx);
    var books = new BookReader(new Direct(here), cursors);
    var bodies = new BookBodies(json, cursors);
    var sorted =
        new SortedBooks(books, bodies, _ -> Future.succeededFuture(recents), pageCursors, SORTED);
    return new BookRequests(books, sorted, bodies, cursors, pageCursors);
  }

  /** Reader of the stores of this process. */
  private record Direct(LocalReplicas here) implements ReplicaReader {

    @Override
    public Future<ReplicaPage> page(Address viewer, Optional<Address> after, int limit) {
      return future(() -> here.page(viewer, after, limit));
    }

    @Override
    public Future<ReplicaPage> some(Address viewer, Collection<Address> subjects) {
      return future(() -> here.some(viewer, subjects));
    }

    private static Future<ReplicaPage> future(Supplier<ReplicaPage> read) {
      try {
        return Future.succeededFuture(read.get());
      } catch (RuntimeException failure) {
        return Future.failedFuture(failure);
      }
    }
  }
}
