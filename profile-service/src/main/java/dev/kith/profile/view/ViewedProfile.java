package dev.kith.profile.view;

import dev.kith.domain.PresenceView;
import dev.kith.domain.View;
import dev.kith.kit.view.ProfileBody;
import java.util.Optional;

/** View and presence of an owner as the caller sees them. */
public record ViewedProfile(View view, Optional<PresenceView> presence) {

  public ProfileBody body() {
    return ProfileBody.of(view, presence);
  }
}
