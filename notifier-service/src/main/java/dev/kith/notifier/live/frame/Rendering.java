package dev.kith.notifier.live.frame;

import dev.kith.domain.Address;
import dev.kith.domain.Update;
import dev.kith.domain.View;
import dev.kith.notifier.live.LiveUpdate;
import dev.kith.notifier.replica.Cursor;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one group of viewers is shown of a subject. Thread-safe. */
public final class Rendering {

  private final FrameContext frame;
  private final Address subject;
  private final boolean showsPresence;
  private final byte @Nullable [] profile;
  private final long hash;
  private final Map<Update.Kind, LiveUpdate> withCursor = new EnumMap<>(Update.Kind.class);
  private final Map<Update.Kind, LiveUpdate> withoutCursor = new EnumMap<>(Update.Kind.class);

  Rendering(FrameContext frame, View view, boolean showsPresence) {
    this.frame = frame;
    this.subject = view.address();
    this.showsPresence = showsPresence;
    this.profile = view.isNothing() ? null : frame.encoder().profile(view);
    this.hash = profile == null ? ViewHash.NOTHING : ViewHash.of(profile);
  }

  public boolean isNothing() {
    return profile == null;
  }

  /** Hash of what is shown; {@link ViewHash#NOTHING} if that is nothing. */
  public long hash() {
    return hash;
  }

  /** Whether the subject's rules show its presence to the group. */
  public boolean showsPresence() {
    return showsPresence;
  }

  /**
   * The update that leads here. A removal if nothing is visible, whatever the kind.
   *
   * @param hasCursor whether a client may resume from it
   */
  public synchronized LiveUpdate update(Update.Kind kind, boolean hasCursor) {
    return (hasCursor ? withCursor : withoutCursor)
        .computeIfAbsent(
            profile == null ? Update.Kind.REMOVED : kind,
            shown -> create(shown, Optional.of(frame.cursor()).filter(_ -> hasCursor)));
  }

  private LiveUpdate create(Update.Kind kind, Optional<Cursor> cursor) {
    var json =
        profile == null
            ? frame.encoder().removed(cursor, subject)
            : frame.encoder().changed(cursor, subject, kind, profile);
    return new GroupUpdate(this, subject, kind, cursor, frame.origin(), json);
  }
}
