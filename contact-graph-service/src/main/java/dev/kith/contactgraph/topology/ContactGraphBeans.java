package dev.kith.contactgraph.topology;

import dev.kith.contactgraph.ContactGraphConfig;
import dev.kith.domain.Address;
import dev.kith.domain.Budget;
import dev.kith.domain.JournalEvent;
import dev.kith.domain.Position;
import dev.kith.kit.codec.EventCodec;
import dev.kith.kit.config.KithConfig;
import dev.kith.kit.journal.Appender;
import dev.kith.kit.journal.Verdicts;
import dev.kith.kit.topology.ServiceTopology;
import dev.kith.schemas.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * CDI producers of this service's topology, which has no framework dependencies itself, and of its
 * budget.
 */
@ApplicationScoped
public class ContactGraphBeans {

  /**
   * Produces the topology of this service.
   *
   * @param appender resolved lazily, because it depends on the topology
   */
  @Produces
  @Singleton
  ServiceTopology topology(
      Verdicts verdicts, Instance<Appender> appender, Budget.Terms budget, KithConfig settings) {
    return new ContactGraphTopology(
        verdicts,
        (owner, id, event, actor) -> append(appender.get(), owner, id, event, actor),
        budget,
        settings.topics().partitions());
  }

  @Produces
  @Singleton
  Budget.Terms budget(ContactGraphConfig settings) {
    var budget = settings.budget();
    return new Budget.Terms(
        new Budget.Bucket(budget.newAddresses(), budget.newPeriod()),
        new Budget.Bucket(budget.changed(), budget.changedPeriod()));
  }

  private static Position append(
      Appender appender, Address owner, String id, JournalEvent event, String actor) {
    return appender.appendInOrder(Topics.JOURNAL, owner, id, EventCodec.write(event, actor)).join();
  }
}
