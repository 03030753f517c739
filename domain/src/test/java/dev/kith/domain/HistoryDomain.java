package dev.kith.domain;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Generator of histories in which profile, rules and both half-edges change. */
final class HistoryDomain extends DomainContextBase {

  @Provide
  Arbitrary<History> histories() {
    return steps()
        .list()
        .ofMaxSize(30)
        .withSizeDistribution(RandomDistribution.uniform())
        .map(History::new);
  }

  private static Arbitrary<Step> steps() {
    var relations = new RelationDomain().relationEvents();
    return Arbitraries.frequencyOf(
        Tuple.of(4, new ProfileDomain().profileEvents().map(Step.OfProfile::new)),
        Tuple.of(2, relations.map(Step.OfOwn::new)),
        Tuple.of(2, relations.map(Step.OfMirror::new)));
  }
}
