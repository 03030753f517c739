package dev.kith.kit.stores;

import dev.kith.domain.Refusal;
import java.util.Optional;

/** State before and after an event; the same state twice if the event was refused. */
public record Change<S>(S before, S after, Optional<Refusal> refusal) {}
