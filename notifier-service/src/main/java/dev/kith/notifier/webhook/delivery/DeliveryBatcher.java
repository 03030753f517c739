package dev.kith.notifier.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.kith.domain.Sha256;
import dev.kith.domain.Update;
import dev.kith.kit.view.ProfileBody;
import dev.kith.notifier.webhook.Webhook;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Batcher of updates: it puts as many into one request as the limits allow. */
public final class DeliveryBatcher {

  private static final byte[] HEAD = "{\"type\":\"updates\",\"updates\":[".getBytes(UTF_8);
  private static final byte[] TAIL = "]}".getBytes(UTF_8);
  private static final int ID_BYTES = 16;

  /** Body of a test request. */
  public static final byte[] TEST = "{\"type\":\"test\",\"updates\":[]}".getBytes(UTF_8);

  private final int maxUpdates;
  private final long maxBytes;
  private final ObjectWriter writer;

  DeliveryBatcher(int maxUpdates, long maxBytes, ObjectMapper json) {
    this.maxUpdates = maxUpdates;
    this.maxBytes = maxBytes;
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

  /** Returns batches of the updates that the webhook wants, in their order. */
  List<DeliveryBatch> of(Webhook webhook, int partition, List<StoredUpdate> updates) {
    var batches = new ArrayList<DeliveryBatch>();
    var bodies = new ArrayList<byte[]>();
    var offsets = new ArrayList<Long>();
    var bytes = 0L;
    for (var storedUpdate : updates) {
      if (!webhook.kinds().contains(storedUpdate.update().kind())) {
        continue;
      }
      var body = write(storedUpdate.update());
      if (!bodies.isEmpty() && (bodies.size() == maxUpdates || bytes + body.length > maxBytes)) {
        batches.add(batch(webhook, partition, bodies, offsets));
        bodies.clear();
        offsets.clear();
        bytes = 0;
      }
      bodies.add(body);
      offsets.add(storedUpdate.offset());
      bytes += body.length + 1;
    }
    if (!bodies.isEmpty()) {
      batches.add(batch(webhook, partition, bodies, offsets));
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
   * Returns a batch's id: a hash of its updates and their offsets. After a restart the same updates
   * come in the same request, or in another request with another id. So a receiver that skips known
   * ids loses nothing.
   */
  private static String id(Webhook webhook, int partition, List<Long> offsets, byte[] body) {
    var digest = Sha256.digest();
    digest.update((webhook.id() + ":" + partition + ":" + offsets).getBytes(UTF_8));
    return "msg_" + HexFormat.of().formatHex(digest.digest(body), 0, ID_BYTES);
  }

  private byte[] write(Update update) {
    try {
      return writer.writeValueAsBytes(Body.of(update));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("An update could not be written as JSON", impossible);
    }
  }
}
