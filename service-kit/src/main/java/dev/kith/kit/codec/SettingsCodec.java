package dev.kith.kit.codec;

import dev.kith.avro.SettingsState;
import dev.kith.domain.LastSeen;
import dev.kith.domain.Settings;

/** Codec of settings. */
public final class SettingsCodec {

  private SettingsCodec() {}

  public static SettingsState write(Settings settings) {
    return new SettingsState(
        PositionCodec.write(settings.position()),
        settings.autoSync(),
        settings.restricted(),
        settings.lastSeen().text());
  }

  public static Settings read(SettingsState state) {
    return new Settings(
        PositionCodec.read(state.getPosition()),
        state.getAutoSync(),
        state.getRestricted(),
        LastSeen.read(state.getLastSeen()));
  }
}
