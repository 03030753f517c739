package dev.kith.profile.streams;

import dev.kith.kit.KithSettings;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.ServiceTopology;
import dev.kith.profile.ProfileSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes this service's topology, which knows no framework, available for injection. */
@ApplicationScoped
public class ProfileBeans {

  @Produces
  @Singleton
  ServiceTopology topology(Verdicts verdicts, KithSettings settings, ProfileSettings profiles) {
    var history = new HistoryBounds(profiles.history().events(), profiles.history().age());
    return new ProfileTopology(verdicts, history, settings.topics().partitions());
  }
}
