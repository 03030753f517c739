package dev.kith.notifier.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.nodes.NodeClient;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.streams.Partitions;
import dev.kith.kit.topology.FoldedPositions;
import dev.kith.kit.view.ProfileBody;
import dev.kith.notifier.addressbook.AddressBookStore;
import dev.kith.notifier.addressbook.ForgottenUpdates;
import dev.kith.notifier.addressbook.StoredEntry;
import dev.kith.notifier.fanout.KnownTerms;
import dev.kith.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Reads address books, page by page, on whichever node they are. */
@ApplicationScoped
public class AddressBookReader {

  /** On a page: how far the address book had folded when it was read. */
  public static final String FOLDED = "Kith-Folded";

  private static final int OK = 200;
  private static final int GONE = 410;

  private final Partitions partitions;
  private final FoldedPositions folded;
  private final UpdatesTopic topic;
  private final ObjectMapper json;
  private final Vertx vertx;
  private final NodeClient nodes;
  private final PageCursors cursors;

  AddressBookReader(
      Partitions partitions,
      FoldedPositions folded,
      UpdatesTopic topic,
      ObjectMapper json,
      Vertx vertx,
      NodeClient nodes,
      PageCursors cursors) {
    this.partitions = partitions;
    this.folded = folded;
    this.topic = topic;
    this.json = json;
    this.vertx = vertx;
    this.nodes = nodes;
    this.cursors = cursors;
  }

  /**
   * What is asked for.
   *
   * @param since only what changed after this, what was removed too; nothing: all there is
   * @param after only subjects after this one
   * @param limit entries, at most
   */
  public record Question(
      Address subscriber, Optional<Cursor> since, Optional<Address> after, int limit) {}

  /**
   * Some entries of an address book in the order of subjects.
   *
   * @param folded everything up to this offset of kith.updates is in the page; some of what follows
   *     may be
   * @param next the subject after which the next page begins, nothing on the last page
   * @param terms the highest term of each source partition up to {@code folded}
   */
  public record Page(
      long folded, List<EntryBody> items, Optional<Address> next, Map<Integer, Long> terms) {

    public TailStart tailStart() {
      return new TailStart(folded, terms);
    }
  }

  /**
   * Reads on the owning node; fails with {@link CursorExpired} as {@link #readHere} does. {@code
   * authorization} is the subscriber's own, for when that is another.
   */
  public Future<Page> read(Question question, String authorization) {
    var owner = partitions.owner(question.subscriber());
    if (owner.isEmpty() || owner.get().isHere()) {
      return vertx.executeBlocking(() -> readHere(question), false);
    }
    return readThere(owner.get(), question, authorization);
  }

  /**
   * Reads on this node.
   *
   * @throws Partitions.NotHere if the subscriber's partition is not here
   * @throws CursorExpired if it cannot be said what changed since the cursor
   */
  public Page readHere(Question question) {
    var subscriber = question.subscriber();
    var store = partitions.store(AddressBookStore.NAME, subscriber);
    var partition = partitions.of(subscriber);
    // first terms, then how far, then what: no term began later, and the page has that much
    var terms = KnownTerms.of(partitions.store(KnownTerms.NAME, subscriber));
    var upTo = folded.folded(new TopicPartition(Topics.UPDATES.name(), partition));
    var since = question.since();
    since.ifPresent(cursor -> checkPlace(cursor, partition, upTo));
    var slice =
        since
            .map(cursor ->
                AddressBookStore.changed(
                    store, subscriber, cursor.offset(), question.after(), question.limit()))
            .orElseGet(() ->
                AddressBookStore.present(store, subscriber, question.after(), question.limit()));
    since.ifPresent(cursor -> checkRemembered(cursor, subscriber));
    var bodies =
        slice.entries().stream().map(storedEntry -> body(partition, storedEntry, since)).toList();
    return new Page(upTo, bodies, slice.next(), terms);
  }

  /**
   * The cursor of somebody who has read all pages, of which the first had folded so much: never
   * less than what they knew before.
   */
  public Cursor stood(Address subscriber, Optional<Cursor> since, long upTo) {
    var known = since.map(Cursor::offset).orElse(upTo);
    return topic.cursor(partitions.of(subscriber), Math.max(known, upTo));
  }

  /** The book may be a commit behind what the subscriber was pushed, the topic's end is not. */
  private void checkPlace(Cursor cursor, int partition, long upTo) {
    if (cursor.partition() != partition || !topic.isOf(cursor)) {
      throw new CursorExpired();
    }
    if (cursor.offset() > upTo && cursor.offset() >= topic.end(partition)) {
      throw new CursorExpired();
    }
  }

  /** After the entries were read: what a sweep took out of them is marked before it goes. */
  private void checkRemembered(Cursor cursor, Address subscriber) {
    if (cursor.offset()
        < ForgottenUpdates.upTo(partitions.store(ForgottenUpdates.NAME, subscriber))) {
      throw new CursorExpired();
    }
  }

  /** An entry as it is told to whoever asks for all of them. */
  public EntryBody body(int partition, StoredEntry storedEntry) {
    return body(partition, storedEntry, Optional.empty());
  }

  private EntryBody body(int partition, StoredEntry storedEntry, Optional<Cursor> since) {
    var update = storedEntry.stored().update();
    var kind =
        since.map(cursor -> storedEntry.kindSince(cursor.offset())).orElse(Update.Kind.CHANGED);
    return new EntryBody(
        update.subject().text(),
        kind.name().toLowerCase(Locale.ROOT),
        storedEntry.isRemoved() ? null : json.valueToTree(ProfileBody.of(update.view())),
        topic.cursor(partition, storedEntry.stored().offset()).toString());
  }

  private Future<Page> readThere(Partitions.Node node, Question question, String authorization) {
    var list = BookPosition.list(cursors, question.subscriber(), question.since());
    var since = question.since().map(cursor -> "&after=" + cursor).orElse("");
    var after =
        question
            .after()
            .map(subject -> new BookPosition(Optional.empty(), subject).write(list))
            .map(cursor -> "&cursor=" + cursor)
            .orElse("");
    var path =
        Paths.of(question.subscriber()) + "/address-book?limit=" + question.limit() + since + after;
    var request =
        nodes.request(HttpMethod.GET, node, path).putHeader("Authorization", authorization);
    return nodes.ask(request, null).map(answer -> page(answer, list));
  }

  private Page page(NodeClient.Said answer, PageCursors.Of list) {
    if (answer.status() == GONE) {
      throw new CursorExpired();
    }
    if (answer.status() != OK) {
      throw new IllegalStateException("The owning node answered " + answer.status());
    }
    try {
      var page = json.readTree(answer.body().getBytes());
      var items = new ArrayList<EntryBody>();
      for (JsonNode item : page.path("items")) {
        items.add(json.treeToValue(item, EntryBody.class));
      }
      var next =
          Optional.ofNullable(page.path("next").textValue())
              .map(cursor -> BookPosition.read(list, cursor).last());
      var terms =
          Optional.ofNullable(answer.headers().get(TermTracker.HEADER))
              .map(TermTracker::read)
              .orElse(Map.of());
      return new Page(Long.parseLong(answer.headers().get(FOLDED)), items, next, terms);
    } catch (IOException broken) {
      throw new IllegalStateException("The owning node's answer is no page", broken);
    }
  }
}
