package dev.kith.kit.journal;

import dev.kith.domain.Position;
import dev.kith.domain.Refusal;
import java.util.Optional;

/**
 * What the fold said of one event.
 *
 * @param state the piece afterwards; unchanged if refused
 */
public record Verdict<S>(Position at, S state, Optional<Refusal> refusal) {}
