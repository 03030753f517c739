package dev.kith.profile.view;

import dev.kith.domain.PresenceView;
import dev.kith.domain.View;
import dev.kith.kit.view.ProfileBody;
import java.util.Optional;

/** What the caller sees of an owner: the view and the presence. */
public record ViewedProfile(View view, Optional<PresenceView> presence) {

  public ProfileBody body() {
    return ProfileBody.of(view, presence);
  }
}
