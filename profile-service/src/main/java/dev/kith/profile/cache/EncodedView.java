package dev.kith.profile.cache;

import dev.kith.domain.View;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.core.EntityTag;

/** View as JSON, with its entity tag. Immutable. */
public final class EncodedView {

  private final View view;
  private final byte[] json;
  private final EntityTag tag;

  public EncodedView(View view, byte[] json, EntityTag tag) {
    this.view = view;
    this.json = json.clone();
    this.tag = tag;
  }

  View view() {
    return view;
  }

  public EntityTag tag() {
    return tag;
  }

  /** The JSON in UTF-8, copied. */
  public Buffer json() {
    return Buffer.buffer(json);
  }
}
