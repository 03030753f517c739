package dev.kith.notifier.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.domain.Update;
import dev.kith.kit.view.ProfileBody;
import dev.kith.notifier.addressbook.StoredUpdate;
import dev.kith.notifier.webhook.Webhook;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes requests of updates: as many in one as its bounds allow. */
public final class DeliveryBatcher {

  private static final byte[] HEAD = "{\"type\":\"updates\",\"updates\":[".getBytes(UTF_8);
  private static final byte[] TAIL = "]}".getBytes(UTF_8);
  private static final int ID_BYTES = 16;

  /** For a receiver that is only to be tried out. */
  public static final byte[] TEST = "{\"type\":\"test\",\"updates\":[]}".getBytes(UTF_8);

  private final int mostUpdates;
  private final long mostBytes;
  private final ObjectWriter writer;

  DeliveryBatcher(int mostUpdates, long mostBytes, ObjectMapper json) {
    this.mostUpdates = mostUpdates;
    this.mostBytes = mostBytes;
    this.writer = json.writerFor(Body.class);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonPropertyOrder({"subscriber", "subject", "kind", "profile"})
  record Body(String subscriber, String subject, String kind, @Nullable ProfileBody profile) {
    static Body of(Update update) {
      return new Body(
          update.subscriber().text(),
          update.subject().text(),
          update.kind().name().toLowerCase(Locale.ROOT),
          update.kind() == Update.Kind.REMOVED ? null : ProfileBody.of(update.view()));
    }
  }

  /** Those that the webhook wants, in their order. */
  List<DeliveryBatch> of(Webhook webhook, int partition, List<StoredUpdate> updates) {
    var batches = new ArrayList<DeliveryBatch>();
    var some = new ArrayList<byte[]>();
    var offsets = new ArrayList<Long>();
    var bytes = 0L;
    for (var storedUpdate : updates) {
      if (!webhook.kinds().contains(storedUpdate.update().kind())) {
        continue;
      }
      var body = write(storedUpdate.update());
      if (!some.isEmpty() && (some.size() == mostUpdates || bytes + body.length > mostBytes)) {
        batches.add(batch(webhook, partition, some, offsets));
        some.clear();
        offsets.clear();
        bytes = 0;
      }
      some.add(body);
      offsets.add(storedUpdate.offset());
      bytes += body.length + 1;
    }
    if (!some.isEmpty()) {
      batches.add(batch(webhook, partition, some, offsets));
    }
    return batches;
  }

  private static DeliveryBatch batch(
      Webhook webhook, int partition, List<byte[]> updates, List<Long> offsets) {
    var body = new ByteArrayOutputStream();
    body.writeBytes(HEAD);
    for (var index = 0; index < updates.size(); index++) {
      if (index > 0) {
        body.write(',');
      }
      body.writeBytes(updates.get(index));
    }
    body.writeBytes(TAIL);
    var bytes = body.toByteArray();
    return new DeliveryBatch(
        id(webhook, partition, offsets, bytes), bytes, updates.size(), offsets.getLast() + 1);
  }

  /**
   * Of the very updates that are in it and of where they stand: after a restart the same come in
   * the same request, or in another under another id. A receiver that passes over ids it knows
   * loses nothing.
   */
  private static String id(Webhook webhook, int partition, List<Long> offsets, byte[] body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((webhook.id() + ":" + partition + ":" + offsets).getBytes(UTF_8));
      return "msg_" + HexFormat.of().formatHex(digest.digest(body), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  private byte[] write(Update update) {
    try {
      return writer.writeValueAsBytes(Body.of(update));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("An update is always JSON", impossible);
    }
  }
}
