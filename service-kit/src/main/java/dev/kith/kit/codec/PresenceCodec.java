package dev.kith.kit.codec;

import dev.kith.domain.Address;
import dev.kith.domain.Presence;

/** Codec of presence. */
public final class PresenceCodec {

  private PresenceCodec() {}

  public static dev.kith.avro.Presence write(Address address, Presence presence) {
    return new dev.kith.avro.Presence(address.text(), presence.online(), presence.lastSeen());
  }

  public static Presence read(dev.kith.avro.Presence presence) {
    return new Presence(presence.getOnline(), presence.getLastSeen());
  }
}
