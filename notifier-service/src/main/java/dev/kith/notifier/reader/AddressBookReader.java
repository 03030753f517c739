package dev.kith.notifier.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.nodes.NodeClient;
import dev.kith.kit.nodes.Paths;
import dev.kith.kit.streams.PartitionOwners;
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

/**
 * Reader of address books: pages, or the changes since a cursor, from the node that owns the
 * partition.
 */
@ApplicationScoped
public class AddressBookReader {

  /**
   * Header of a page: the offset up to which the address book had folded {@code kith.updates} when
   * it was read.
   */
  public static final String FOLDED = "Kith-Folded";

  private static final int OK = 200;
  private static final int GONE = 410;

  private final PartitionOwners partitionOwners;
  private final FoldedPositions folded;
  private final UpdatesTopic topic;
  private final ObjectMapper json;
  private final Vertx vertx;
  private final NodeClient nodes;
  private final PageCursors cursors;

  AddressBookReader(
      PartitionOwners partitionOwners,
      FoldedPositions folded,
      UpdatesTopic topic,
      ObjectMapper json,
      Vertx vertx,
      NodeClient nodes,
      PageCursors cursors) {
    this.partitionOwners = partitionOwners;
    this.folded = folded;
    this.topic = topic;
    this.json = json;
    this.vertx = vertx;
    this.nodes = nodes;
    this.cursors = cursors;
  }

  /**
   * Request for a page.
   *
   * @param since only entries that changed after this cursor, removed ones included; empty: all
   *     present entries
   * @param after only subjects after this one
   * @param limit entries, at most
   */
  public record Question(
      Address subscriber, Optional<Cursor> since, Optional<Address> after, int limit) {}

  /**
   * Page of an address book, in the order of subjects.
   *
   * @param folded all updates up to this offset of kith.updates are in the page; later ones may be
   * @param next the subject after which the next page begins, empty on the last page
   * @param terms the highest term of each source partition up to {@code folded}
   */
  public record Page(
      long folded, List<EntryBody> items, Optional<Address> next, Map<Integer, Long> terms) {

    public TailStart tailStart() {
      return new TailStart(folded, terms);
    }
  }

  /**
   * Reads a page on the owning node; fails with {@link CursorExpired} as {@link #readHere} does.
   *
   * @param authorization the subscriber's own header, for a request to another node
   */
  public Future<Page> read(Question question, String authorization) {
    var owner = partitionOwners.owner(question.subscriber());
    if (owner.isEmpty() || owner.get().isHere()) {
      return vertx.executeBlocking(() -> readHere(question), false);
    }
    return readThere(owner.get(), question, authorization);
  }

  /**
   * Reads a page on this node.
   *
   * @throws PartitionOwners.NotHere if this node does not own the subscriber's partition
   * @throws CursorExpired if the changes since the cursor are unknown
   */
  public Page readHere(Question question) {
    var subscriber = question.subscriber();
    var store = partitionOwners.store(AddressBookStore.NAME, subscriber);
    var partition = partitionOwners.of(subscriber);
    // in this order: no term is newer than the offset, and the entries are not older than it
    var terms = KnownTerms.of(partitionOwners.store(KnownTerms.NAME, subscriber));
    var upTo = folded.folded(new TopicPartition(Topics.UPDATES.name(), partition));
    var since = question.since();
    since.ifPresent(cursor -> checkTopicAndOffset(cursor, partition, upTo));
    var slice =
        since
            .map(cursor ->
                AddressBookStore.changed(
                    store, subscriber, cursor.offset(), question.after(), question.limit()))
            .orElseGet(() ->
                AddressBookStore.present(store, subscriber, question.after(), question.limit()));
    since.ifPresent(cursor -> checkNotForgotten(cursor, subscriber));
    var bodies =
        slice.entries().stream().map(storedEntry -> body(partition, storedEntry, since)).toList();
    return new Page(upTo, bodies, slice.next(), terms);
  }

  /**
   * Returns the cursor of a client that has read all pages of a book, never lower than the client's
   * earlier cursor.
   *
   * @param upTo the offset that was folded when the first page was read
   */
  public Cursor cursorOf(Address subscriber, Optional<Cursor> since, long upTo) {
    var known = since.map(Cursor::offset).orElse(upTo);
    return topic.cursor(partitionOwners.of(subscriber), Math.max(known, upTo));
  }

  /**
   * The address book may be a commit behind the updates that the subscriber received; the end of
   * the topic is not.
   */
  private void checkTopicAndOffset(Cursor cursor, int partition, long upTo) {
    if (cursor.partition() != partition || !topic.isOf(cursor)) {
      throw new CursorExpired();
    }
    if (cursor.offset() > upTo && cursor.offset() >= topic.end(partition)) {
      throw new CursorExpired();
    }
  }

  /**
   * To be called after the entries were read, because the sweep raises the forgotten offset before
   * it deletes an entry.
   */
  private void checkNotForgotten(Cursor cursor, Address subscriber) {
    if (cursor.offset()
        < ForgottenUpdates.upTo(partitionOwners.store(ForgottenUpdates.NAME, subscriber))) {
      throw new CursorExpired();
    }
  }

  /** Returns an entry of a complete address book. */
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

  private Future<Page> readThere(
      PartitionOwners.Node node, Question question, String authorization) {
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
      throw new IllegalStateException("The owning node answered with status " + answer.status());
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
      throw new IllegalStateException("The owning node answered with an invalid page", broken);
    }
  }
}
