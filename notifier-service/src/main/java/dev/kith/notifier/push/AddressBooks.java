package dev.kith.notifier.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.kit.http.Headers;
import dev.kith.kit.http.NodeSecret;
import dev.kith.kit.http.ProfileBody;
import dev.kith.kit.streams.FoldedPositions;
import dev.kith.kit.streams.Partitions;
import dev.kith.notifier.streams.AddressBookStore;
import dev.kith.notifier.streams.Told;
import dev.kith.schemas.Topics;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** Reads address books, page by page, on whichever node they are. */
@ApplicationScoped
public class AddressBooks {

  /** On a page: how far the address book had folded when it was read. */
  public static final String FOLDED = "Kith-Folded";

  private final Partitions partitions;
  private final FoldedPositions folded;
  private final NodeSecret secret;
  private final ObjectMapper json;
  private final Vertx vertx;
  private final HttpClient nodes;

  AddressBooks(
      Partitions partitions,
      FoldedPositions folded,
      NodeSecret secret,
      ObjectMapper json,
      Vertx vertx) {
    this.partitions = partitions;
    this.folded = folded;
    this.secret = secret;
    this.json = json;
    this.vertx = vertx;
    this.nodes = vertx.createHttpClient(new HttpClientOptions().setTcpNoDelay(true));
  }

  /**
   * Some entries of an address book in the order of subjects.
   *
   * @param folded everything up to this offset of kith.updates is in the page; some of what follows
   *     may be
   * @param next the subject after which the next page begins, nothing on the last page
   */
  public record Page(long folded, List<EntryBody> items, Optional<Address> next) {}

  /**
   * Reads on the owning node. {@code authorization} is the subscriber's own, for when that is
   * another.
   */
  public Future<Page> read(
      Address subscriber, Optional<Address> after, int limit, String authorization) {
    var owner = partitions.owner(subscriber);
    if (owner.isEmpty() || owner.get().isHere()) {
      return vertx.executeBlocking(() -> readHere(subscriber, after, limit), false);
    }
    return readThere(owner.get(), subscriber, after, limit, authorization);
  }

  /**
   * Reads on this node.
   *
   * @throws Partitions.NotHere if the subscriber's partition is not here
   */
  public Page readHere(Address subscriber, Optional<Address> after, int limit) {
    var store = partitions.store(AddressBookStore.NAME, subscriber);
    var partition = partitions.of(subscriber);
    // first how far, then what: the page then has at least that much
    var upTo = folded.folded(new TopicPartition(Topics.UPDATES.name(), partition));
    var entries = AddressBookStore.present(store, subscriber, after, limit + 1);
    var page = entries.subList(0, Math.min(limit, entries.size()));
    var next =
        entries.size() > limit
            ? Optional.of(page.getLast().update().subject())
            : Optional.<Address>empty();
    return new Page(upTo, page.stream().map(told -> body(partition, told)).toList(), next);
  }

  /** An entry as it is told. */
  public EntryBody body(int partition, Told told) {
    var update = told.update();
    return new EntryBody(
        update.subject().text(),
        "changed",
        json.valueToTree(ProfileBody.of(update.view())),
        new Cursor(partition, told.offset()).toString());
  }

  private Future<Page> readThere(
      Partitions.Node node,
      Address subscriber,
      Optional<Address> after,
      int limit,
      String authorization) {
    var cursor = after.map(subject -> "&cursor=" + PageCursor.write(subject)).orElse("");
    var path = "/v1/users/" + subscriber + "/address-book?limit=" + limit + cursor;
    var options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setHost(node.host().host())
            .setPort(node.host().port())
            .setURI(path)
            .putHeader("Authorization", authorization)
            .putHeader(Headers.HOP, secret.text());
    return nodes
        .request(options)
        .compose(request -> request.send())
        .compose(answer -> answer.body().map(body -> page(answer, body)));
  }

  private Page page(HttpClientResponse answer, Buffer body) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("The owning node answered " + answer.statusCode());
    }
    try {
      var page = json.readTree(body.getBytes());
      var items = new ArrayList<EntryBody>();
      for (JsonNode item : page.path("items")) {
        items.add(json.treeToValue(item, EntryBody.class));
      }
      var next = Optional.ofNullable(page.path("next").textValue()).flatMap(PageCursor::read);
      return new Page(Long.parseLong(answer.getHeader(FOLDED)), items, next);
    } catch (IOException broken) {
      throw new IllegalStateException("The owning node's answer is no page", broken);
    }
  }
}
