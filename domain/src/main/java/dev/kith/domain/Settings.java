package dev.kith.domain;

/**
 * An owner's settings as their events have left them.
 *
 * @param autoSync whether a first message subscribes its recipient to its sender
 * @param restricted whether they can be messaged, and message, only when paired
 * @param lastSeen how closely others may know when they are and last were here
 */
public record Settings(Position position, boolean autoSync, boolean restricted, LastSeen lastSeen) {

  public static final Settings NONE = new Settings(Position.NONE, true, false);

  /** The last seen as for who never set it. */
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
