package dev.kith.notifier.delivery;

import dev.kith.kit.config.KithConfig;
import dev.kith.kit.streams.DeliveryPartitions;
import dev.kith.notifier.NotifierConfig;
import dev.kith.notifier.replica.SubjectCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** CDI producers of the delivery tasks' topology, and of what their readers share with them. */
@ApplicationScoped
public class DeliveryBeans {

  @Produces
  @Singleton
  DeliveryTasks tasks(NotifierConfig settings, MeterRegistry metrics) {
    var cache = new SubjectCache(settings.subjectCache().asLongValue());
    Gauge.builder("kith.subject.cache", cache, SubjectCache::bytes)
        .baseUnit(BaseUnits.BYTES)
        .register(metrics);
    return new DeliveryTasks(cache);
  }

  @Produces
  @Singleton
  ReplicaTopology topology(
      KithConfig settings,
      NotifierConfig notifier,
      DeliveryPartitions partitions,
      FanOutTopic topic,
      DeliveryTasks tasks,
      MeterRegistry metrics) {
    var gaps = metrics.counter("kith.fanout.gaps");
    return new ReplicaTopology(
        partitions.count(),
        new ReplicaTopology.Dependencies(
            settings.streams().applicationId(),
            settings.topics().partitions(),
            topic,
            tasks,
            notifier.resumeWindow(),
            gaps::increment));
  }
}
