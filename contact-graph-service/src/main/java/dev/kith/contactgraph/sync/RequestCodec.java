package dev.kith.contactgraph.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.avro.BudgetDrawn;
import dev.kith.avro.ContactsRequested;
import dev.kith.avro.MessageReceived;
import dev.kith.contactgraph.sync.ContactRequest.BudgetDraw;
import dev.kith.contactgraph.sync.ContactRequest.Chunk;
import dev.kith.contactgraph.sync.ContactRequest.Noted;
import dev.kith.contactgraph.sync.ContactRequest.Options;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.domain.Limits;
import dev.kith.domain.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;

/** Codec of requests to and from Avro. */
public final class RequestCodec {

  private RequestCodec() {}

  public static SpecificRecord write(ContactRequest request) {
    return switch (request) {
      case Chunk chunk -> write(chunk);
      case BudgetDraw draw ->
          new BudgetDrawn(
              draw.requestId(),
              draw.draw().fresh(),
              draw.draw().sequential(),
              draw.draw().changed(),
              texts(draw.peers()));
      case Noted noted -> new MessageReceived(noted.sender().text(), noted.at());
    };
  }

  static ContactsRequested write(Chunk chunk) {
    return new ContactsRequested(
        chunk.syncId(),
        chunk.number(),
        chunk.chunks(),
        texts(chunk.peers()),
        chunk.options().contact().orElse(null),
        chunk.options().subscribed().orElse(null),
        List.copyOf(chunk.options().labels()),
        chunk.now(),
        chunk.actor(),
        chunk.accepted(),
        SyncCodec.writeLines(chunk.refused()),
        chunk.refusedTotal(),
        chunk.fromQueue());
  }

  /** Decoder of the topic. */
  public static ReceivedRequest read(
      byte[] key, Headers headers, SpecificRecord value, Position at) {
    return new ReceivedRequest(at, new Address(new String(key, UTF_8)), read(value));
  }

  private static ContactRequest read(SpecificRecord value) {
    return switch (value) {
      case ContactsRequested chunk -> read(chunk);
      case BudgetDrawn draw ->
          new BudgetDraw(
              id(draw.getRequestId()),
              new Budget.Draw(draw.getAddresses(), draw.getSequential(), draw.getChanged()),
              addresses(draw.getPeers()));
      case MessageReceived noted -> new Noted(new Address(noted.getSender()), noted.getSentAt());
      default ->
          throw new IllegalArgumentException(
              "Not a record of kith.contact-requests: " + value.getSchema().getFullName());
    };
  }

  public static Chunk read(ContactsRequested chunk) {
    var labels = chunk.getLabels();
    if (chunk.getPeers().size() > Limits.PEERS) {
      throw new IllegalArgumentException("A chunk has at most %d peers".formatted(Limits.PEERS));
    }
    return new Chunk(
        id(chunk.getRequestId()),
        chunk.getChunk(),
        chunk.getChunks(),
        addresses(chunk.getPeers()),
        new Options(
            Optional.ofNullable(chunk.getContact()),
            Optional.ofNullable(chunk.getSubscribed()),
            labels == null ? Set.of() : Set.copyOf(labels)),
        chunk.getNow(),
        Limits.actor(chunk.getActor()),
        chunk.getAccepted(),
        SyncCodec.readLines(chunk.getRefused()),
        chunk.getRefusedTotal(),
        chunk.getFromQueue());
  }

  /**
   * Validates the id of a request, which becomes part of a key.
   *
   * @throws IllegalArgumentException if it is longer than any id that Kith creates
   */
  static String id(String text) {
    if (text.length() > Address.LONGEST) {
      throw new IllegalArgumentException("The request id is too long");
    }
    return text;
  }

  static List<Address> addresses(List<String> texts) {
    return texts.stream().map(Address::new).toList();
  }

  static List<String> texts(List<Address> addresses) {
    return addresses.stream().map(Address::text).toList();
  }
}
