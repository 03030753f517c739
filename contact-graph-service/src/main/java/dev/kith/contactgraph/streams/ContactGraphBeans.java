package dev.kith.contactgraph.streams;

import dev.kith.kit.KithSettings;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.streams.ServiceTopology;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes this service's topology, which knows no framework, available for injection. */
@ApplicationScoped
public class ContactGraphBeans {

  @Produces
  @Singleton
  ServiceTopology topology(Verdicts verdicts, KithSettings settings) {
    return new ContactGraphTopology(verdicts, settings.topics().partitions());
  }
}
