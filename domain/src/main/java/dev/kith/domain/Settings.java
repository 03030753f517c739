package dev.kith.domain;

/**
 * Settings of an owner, as folded from their events.
 *
 * @param autoSync whether a first message subscribes its recipient to its sender
 * @param restricted whether the owner can send and receive messages only when paired
 * @param lastSeen precision of the presence that others see
 */
public record Settings(Position position, boolean autoSync, boolean restricted, LastSeen lastSeen) {

  public static final Settings NONE = new Settings(Position.NONE, true, false);

  /** Settings with the default precision of presence. */
  public Settings(Position position, boolean autoSync, boolean restricted) {
    this(position, autoSync, restricted, LastSeen.EXACT);
  }

  /** Total and pure. */
  public Fold<Settings> apply(Position at, SettingsChanged event) {
    var refusal = Fold.check(event, position, !position.equals(Position.NONE));
    if (refusal.isPresent()) {
      return Fold.refused(this, refusal.get());
    }
    return Fold.changed(
        new Settings(
            at,
            event.autoSync().orElse(autoSync),
            event.restricted().orElse(restricted),
            event.lastSeen().orElse(lastSeen)));
  }
}
