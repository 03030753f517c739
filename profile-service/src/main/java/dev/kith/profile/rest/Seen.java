package dev.kith.profile.rest;

import dev.kith.domain.PresenceView;
import dev.kith.domain.View;
import dev.kith.kit.http.ProfileBody;
import java.util.Optional;

/** What the caller sees of an owner: the view, and beside it the presence. */
record Seen(View view, Optional<PresenceView> presence) {

  ProfileBody body() {
    return ProfileBody.of(view, presence);
  }
}
