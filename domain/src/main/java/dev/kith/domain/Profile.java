package dev.kith.domain;

import dev.kith.domain.ProfileEvent.PictureChanged;
import dev.kith.domain.ProfileEvent.PrivacyChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged;
import dev.kith.domain.ProfileEvent.ProfileChanged.Mode;
import dev.kith.domain.ProfileEvent.ProfileDeleted;
import java.util.Optional;

/** Profile, as folded from its events. */
public record Profile(Position position, Lifecycle lifecycle, Fields fields, PrivacyRules privacy) {

  /** Initial state: no event yet. */
  public static final Profile NONE =
      new Profile(Position.NONE, Lifecycle.UNKNOWN, Fields.EMPTY, PrivacyRules.NONE);

  public boolean isPresent() {
    return lifecycle == Lifecycle.PRESENT;
  }

  /** This profile under other rules. */
  public Profile withPrivacy(PrivacyRules rules) {
    return new Profile(position, lifecycle, fields, rules);
  }

  /** Total and pure. A refused event changes nothing. */
  public Fold<Profile> apply(Position at, ProfileEvent event) {
    return Fold.check(event, position, isPresent())
        .or(() ->
            needsPresence(event) && !isPresent()
                ? Optional.of(Refusal.NOT_FOUND)
                : Optional.empty())
        .map(refusal -> Fold.refused(this, refusal))
        .orElseGet(() -> bounded(changed(at, event)));
  }

  /** A change that makes the profile smaller is always accepted. */
  private Fold<Profile> bounded(Profile changed) {
    return changed.fields.exceedsLimitsMoreThan(fields)
        ? Fold.refused(this, Refusal.TOO_LARGE)
        : Fold.changed(changed);
  }

  private static boolean needsPresence(ProfileEvent event) {
    return switch (event) {
      case ProfileChanged changed -> changed.mode() == Mode.PATCH;
      case PictureChanged changed -> true;
      case PrivacyChanged changed -> false;
      case ProfileDeleted deleted -> true;
    };
  }

  private Profile changed(Position at, ProfileEvent event) {
    return switch (event) {
      case ProfileChanged changed -> new Profile(at, Lifecycle.PRESENT, merged(changed), privacy);
      case PictureChanged changed ->
          new Profile(at, lifecycle, fields.withPicture(changed.picture()), privacy);
      case PrivacyChanged changed -> new Profile(at, lifecycle, fields, changed.rules());
      case ProfileDeleted deleted -> new Profile(at, Lifecycle.DELETED, Fields.EMPTY, privacy);
    };
  }

  private Fields merged(ProfileChanged changed) {
    var kept = changed.mode() == Mode.REPLACE ? fields.pictureOnly() : fields;
    return kept.without(changed.removed()).with(changed.set());
  }
}
